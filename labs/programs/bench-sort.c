/* Heap sort of 65536 words, several times. */
#include "program.h"

enum { WORDS = 65536, ROUNDS = 16 };

static int heap[WORDS];

static void sift_down(int root, int end) {
    int value = heap[root];
    for (int child = 2 * root + 1; child < end; child = 2 * root + 1) {
        if (child + 1 < end && heap[child] < heap[child + 1]) {
            child++;
        }
        if (value >= heap[child]) {
            break;
        }
        heap[root] = heap[child];
        root = child;
    }
    heap[root] = value;
}

static void sort(void) {
    for (int root = WORDS / 2 - 1; root >= 0; root--) {
        sift_down(root, WORDS);
    }
    for (int end = WORDS - 1; end > 0; end--) {
        int greatest = heap[0];
        heap[0] = heap[end];
        heap[end] = greatest;
        sift_down(0, end);
    }
}

int main(void) {
    unsigned random = 1;
    int unsorted = 0;
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < WORDS; i++) {
            random ^= random << 13;
            random ^= random >> 17;
            random ^= random << 5;
            heap[i] = (int) random;
        }
        sort();
        for (int i = 1; i < WORDS; i++) {
            unsorted += heap[i - 1] > heap[i];
        }
    }
    print_number((unsigned) unsorted);
    print(" out of order\n");
    return unsorted == 0 ? 0 : 1;
}
