/* Two CPUs run this at once on the same memory. Each adds 1 to a counter a thousand times, alone with Peterson's algorithm if
 * asked for, and waits for the other. Exits with 0 if no addition was lost. */
enum { ADDITIONS = 1000 };

static volatile unsigned wants[2];
static volatile unsigned turn;
static volatile unsigned counter;
static volatile unsigned done[2];

static void enter(unsigned me) {
    wants[me] = 1;
    turn = 1 - me;
    while (wants[1 - me] && turn == 1 - me) {
    }
}

static void leave(unsigned me) {
    wants[me] = 0;
}

int main(unsigned me, unsigned locked) {
    for (unsigned i = 0; i < ADDITIONS; i++) {
        if (locked) {
            enter(me);
        }
        counter = counter + 1;
        if (locked) {
            leave(me);
        }
    }
    done[me] = 1;
    while (!done[1 - me]) {
    }
    return counter == 2 * ADDITIONS ? 0 : 1;
}
