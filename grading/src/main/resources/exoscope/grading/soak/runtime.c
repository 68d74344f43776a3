/* The little of a C library that test programs need: text, memory, output, and how a program ends. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

void _exit(int code) __attribute__((noreturn));
int write(int descriptor, const void *bytes, unsigned length);
int main(int argc, char **argv, char **envp);

enum { HEAP_BYTES = 1 << 20, BUFFER_BYTES = 4096, ABORTED = 134 };

static char buffer[BUFFER_BYTES];
static unsigned buffered;

static void flush(void) {
    if (buffered != 0) {
        write(1, buffer, buffered);
        buffered = 0;
    }
}

void exit(int code) {
    flush();
    _exit(code);
}

void abort(void) {
    exit(ABORTED);
}

void __assert_fail(const char *text, const char *file, unsigned line, const char *function) {
    (void) text, (void) file, (void) line, (void) function;
    abort();
}

int atexit(void (*function)(void)) {
    (void) function;
    return 0;
}

void *memcpy(void *to, const void *from, size_t n) {
    char *t = to;
    const char *f = from;
    while (n-- != 0) {
        *t++ = *f++;
    }
    return to;
}

void *mempcpy(void *to, const void *from, size_t n) {
    return (char *) memcpy(to, from, n) + n;
}

void *memmove(void *to, const void *from, size_t n) {
    char *t = to;
    const char *f = from;
    if (t <= f) {
        return memcpy(to, from, n);
    }
    while (n-- != 0) {
        t[n] = f[n];
    }
    return to;
}

void *memset(void *to, int value, size_t n) {
    char *t = to;
    while (n-- != 0) {
        *t++ = (char) value;
    }
    return to;
}

int memcmp(const void *a, const void *b, size_t n) {
    const unsigned char *x = a, *y = b;
    for (; n != 0; n--, x++, y++) {
        if (*x != *y) {
            return *x - *y;
        }
    }
    return 0;
}

void *memchr(const void *in, int value, size_t n) {
    const unsigned char *x = in;
    for (; n != 0; n--, x++) {
        if (*x == (unsigned char) value) {
            return (void *) x;
        }
    }
    return NULL;
}

size_t strlen(const char *text) {
    size_t n = 0;
    while (text[n] != 0) {
        n++;
    }
    return n;
}

int strcmp(const char *a, const char *b) {
    while (*a != 0 && *a == *b) {
        a++, b++;
    }
    return (unsigned char) *a - (unsigned char) *b;
}

int strncmp(const char *a, const char *b, size_t n) {
    for (; n != 0 && *a != 0 && *a == *b; n--) {
        a++, b++;
    }
    return n == 0 ? 0 : (unsigned char) *a - (unsigned char) *b;
}

char *strcpy(char *to, const char *from) {
    memcpy(to, from, strlen(from) + 1);
    return to;
}

char *stpcpy(char *to, const char *from) {
    return strcpy(to, from) + strlen(from);
}

char *strncpy(char *to, const char *from, size_t n) {
    size_t i = 0;
    for (; i < n && from[i] != 0; i++) {
        to[i] = from[i];
    }
    for (; i < n; i++) {
        to[i] = 0;
    }
    return to;
}

char *strcat(char *to, const char *from) {
    strcpy(to + strlen(to), from);
    return to;
}

char *strncat(char *to, const char *from, size_t n) {
    char *end = to + strlen(to);
    for (; n != 0 && *from != 0; n--) {
        *end++ = *from++;
    }
    *end = 0;
    return to;
}

char *strchr(const char *text, int wanted) {
    for (; *text != (char) wanted; text++) {
        if (*text == 0) {
            return NULL;
        }
    }
    return (char *) text;
}

char *strrchr(const char *text, int wanted) {
    char *found = NULL;
    do {
        found = *text == (char) wanted ? (char *) text : found;
    } while (*text++ != 0);
    return found;
}

char *strstr(const char *text, const char *wanted) {
    size_t n = strlen(wanted);
    for (; strncmp(text, wanted, n) != 0; text++) {
        if (*text == 0) {
            return NULL;
        }
    }
    return (char *) text;
}

char *index(const char *text, int wanted) {
    return strchr(text, wanted);
}

char *rindex(const char *text, int wanted) {
    return strrchr(text, wanted);
}

size_t strspn(const char *text, const char *of) {
    size_t n = 0;
    while (text[n] != 0 && strchr(of, text[n]) != NULL) {
        n++;
    }
    return n;
}

size_t strcspn(const char *text, const char *of) {
    size_t n = 0;
    while (text[n] != 0 && strchr(of, text[n]) == NULL) {
        n++;
    }
    return n;
}

char *strpbrk(const char *text, const char *of) {
    text += strcspn(text, of);
    return *text == 0 ? NULL : (char *) text;
}

void bzero(void *to, size_t n) {
    memset(to, 0, n);
}

void bcopy(const void *from, void *to, size_t n) {
    memmove(to, from, n);
}

int isprint(int c) {
    return c >= 32 && c < 127;
}

int abs(int n) {
    return n < 0 ? -n : n;
}

long labs(long n) {
    return n < 0 ? -n : n;
}

long long llabs(long long n) {
    return n < 0 ? -n : n;
}

double fabs(double x) {
    return __builtin_fabs(x);
}

/* Memory is never given back: programs are small. */
static char heap[HEAP_BYTES] __attribute__((aligned(8)));
static size_t taken;

void *malloc(size_t n) {
    size_t size = (n + 15) & ~(size_t) 7;
    if (n > HEAP_BYTES || size > HEAP_BYTES - taken) {
        return NULL;
    }
    size_t *block = (size_t *) (heap + taken);
    taken += size;
    block[0] = n;
    return block + 2;
}

void *calloc(size_t count, size_t size) {
    return malloc(count * size); /* the heap is zero, and used once */
}

void free(void *block) {
    (void) block;
}

void *realloc(void *old, size_t n) {
    void *block = malloc(n);
    if (block != NULL && old != NULL) {
        size_t before = ((size_t *) old)[-2];
        memcpy(block, old, before < n ? before : n);
    }
    return block;
}

static void put(char **to, int c) {
    if (to != NULL) {
        *(*to)++ = (char) c;
        return;
    }
    if (buffered == BUFFER_BYTES) {
        flush();
    }
    buffer[buffered++] = (char) c;
}

static int put_padded(char **to, const char *text, int length, int width, int left, char pad) {
    int n = 0;
    for (int i = left ? width : length; i < width; i++, n++) {
        put(to, pad);
    }
    for (int i = 0; i < length; i++, n++) {
        put(to, text[i]);
    }
    for (; n < width; n++) {
        put(to, ' ');
    }
    return n;
}

static int put_number(char **to, unsigned long long value, int negative, unsigned base, char ten, int width, int left, char pad) {
    char digits[24];
    int first = sizeof digits;
    do {
        unsigned digit = (unsigned) (value % base);
        digits[--first] = (char) (digit < 10 ? '0' + digit : ten + digit - 10);
        value /= base;
    } while (value != 0);
    int n = 0;
    if (negative && pad == '0') {
        put(to, '-');
        n++;
        width--;
    } else if (negative) {
        digits[--first] = '-';
    }
    return n + put_padded(to, digits + first, (int) sizeof digits - first, width, left, pad);
}

static int format(char **to, const char *f, va_list arguments) {
    int n = 0;
    for (; *f != 0; f++) {
        if (*f != '%') {
            put(to, *f);
            n++;
            continue;
        }
        int left = 0, width = 0, longs = 0, precision = -1;
        char pad = ' ';
        for (f++; *f == '-' || *f == '0' || *f == '+' || *f == '#' || *f == ' '; f++) {
            left |= *f == '-';
            pad = *f == '0' ? '0' : pad;
        }
        if (*f == '*') {
            width = va_arg(arguments, int);
            f++;
        }
        for (; *f >= '0' && *f <= '9'; f++) {
            width = width * 10 + *f - '0';
        }
        if (*f == '.') {
            precision = 0;
            for (f++; *f >= '0' && *f <= '9'; f++) {
                precision = precision * 10 + *f - '0';
            }
        }
        for (; *f == 'l' || *f == 'h' || *f == 'z'; f++) {
            longs += *f == 'l';
        }
        switch (*f) {
            case 'd':
            case 'i': {
                long long value = longs > 1 ? va_arg(arguments, long long) : va_arg(arguments, int);
                unsigned long long magnitude = value < 0 ? -(unsigned long long) value : (unsigned long long) value;
                n += put_number(to, magnitude, value < 0, 10, 'a', width, left, pad);
                break;
            }
            case 'u':
            case 'x':
            case 'X':
            case 'o':
            case 'p': {
                unsigned long long value = longs > 1 ? va_arg(arguments, unsigned long long) : va_arg(arguments, unsigned);
                unsigned base = *f == 'u' ? 10 : *f == 'o' ? 8 : 16;
                n += put_number(to, value, 0, base, *f == 'X' ? 'A' : 'a', width, left, pad);
                break;
            }
            case 'c': {
                char c = (char) va_arg(arguments, int);
                n += put_padded(to, &c, 1, width, left, ' ');
                break;
            }
            case 's': {
                const char *text = va_arg(arguments, const char *);
                int length = 0;
                while (length != precision && text[length] != 0) {
                    length++;
                }
                n += put_padded(to, text, length, width, left, ' ');
                break;
            }
            case 0:
                return n;
            default:
                put(to, *f);
                n++;
        }
    }
    return n;
}

int vprintf(const char *f, va_list arguments) {
    return format(NULL, f, arguments);
}

int printf(const char *f, ...) {
    va_list arguments;
    va_start(arguments, f);
    int n = format(NULL, f, arguments);
    va_end(arguments);
    return n;
}

int vsprintf(char *to, const char *f, va_list arguments) {
    int n = format(&to, f, arguments);
    *to = 0;
    return n;
}

int sprintf(char *to, const char *f, ...) {
    va_list arguments;
    va_start(arguments, f);
    int n = vsprintf(to, f, arguments);
    va_end(arguments);
    return n;
}

int putchar(int c) {
    put(NULL, c);
    return c;
}

int puts(const char *text) {
    while (*text != 0) {
        put(NULL, *text++);
    }
    put(NULL, '\n');
    return 1;
}
