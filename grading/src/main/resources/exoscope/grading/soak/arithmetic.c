/* What GCC calls for operations that MIPS I has no instruction for. Debian's libgcc is for a newer processor. */
#include <stdint.h>

typedef int64_t di;
typedef uint64_t udi;

static udi divide(udi n, udi d, udi *rest) {
    udi quotient = 0, bit = 1;
    if (d == 0) {
        __builtin_trap();
    }
    while (d < n && d >> 63 == 0) {
        d <<= 1;
        bit <<= 1;
    }
    for (; bit != 0; bit >>= 1, d >>= 1) {
        if (n >= d) {
            n -= d;
            quotient |= bit;
        }
    }
    *rest = n;
    return quotient;
}

static udi magnitude(di n) {
    return n < 0 ? -(udi) n : (udi) n;
}

udi __udivdi3(udi n, udi d) {
    udi rest;
    return divide(n, d, &rest);
}

udi __umoddi3(udi n, udi d) {
    udi rest;
    divide(n, d, &rest);
    return rest;
}

di __divdi3(di n, di d) {
    udi rest, quotient = divide(magnitude(n), magnitude(d), &rest);
    return (di) ((n < 0) != (d < 0) ? -quotient : quotient);
}

di __moddi3(di n, di d) {
    udi rest;
    divide(magnitude(n), magnitude(d), &rest);
    return (di) (n < 0 ? -rest : rest);
}

/* Shifts work on halves: a shift of 64 bits would call them again. */
typedef union {
    udi all;
    struct {
        uint32_t low, high;
    };
} halves;

udi __ashldi3(udi n, int by) {
    halves h = {n}, r;
    if (by == 0) {
        return n;
    }
    r.high = by < 32 ? h.high << by | h.low >> (32 - by) : h.low << (by - 32);
    r.low = by < 32 ? h.low << by : 0;
    return r.all;
}

udi __lshrdi3(udi n, int by) {
    halves h = {n}, r;
    if (by == 0) {
        return n;
    }
    r.low = by < 32 ? h.low >> by | h.high << (32 - by) : h.high >> (by - 32);
    r.high = by < 32 ? h.high >> by : 0;
    return r.all;
}

di __ashrdi3(di n, int by) {
    halves h = {(udi) n}, r;
    if (by == 0) {
        return n;
    }
    r.low = by < 32 ? h.low >> by | h.high << (32 - by) : (uint32_t) ((int32_t) h.high >> (by - 32));
    r.high = (uint32_t) ((int32_t) h.high >> (by < 32 ? by : 31));
    return (di) r.all;
}

di __muldi3(di a, di b) {
    halves x = {(udi) a}, y = {(udi) b}, r;
    r.all = (udi) x.low * y.low;
    r.high += x.low * y.high + x.high * y.low;
    return (di) r.all;
}

int __cmpdi2(di a, di b) {
    return a < b ? 0 : a == b ? 1 : 2;
}

int __ucmpdi2(udi a, udi b) {
    return a < b ? 0 : a == b ? 1 : 2;
}

int __clzsi2(uint32_t n) {
    int count = 0;
    for (; (n & 0x80000000) == 0; n <<= 1) {
        count++;
    }
    return count;
}

int __ctzsi2(uint32_t n) {
    int count = 0;
    for (; (n & 1) == 0; n >>= 1) {
        count++;
    }
    return count;
}

int __popcountsi2(uint32_t n) {
    int count = 0;
    for (; n != 0; n &= n - 1) {
        count++;
    }
    return count;
}

int __clzdi2(udi n) {
    halves h = {n};
    return h.high != 0 ? __clzsi2(h.high) : 32 + __clzsi2(h.low);
}

int __ctzdi2(udi n) {
    halves h = {n};
    return h.low != 0 ? __ctzsi2(h.low) : 32 + __ctzsi2(h.high);
}

int __popcountdi2(udi n) {
    halves h = {n};
    return __popcountsi2(h.high) + __popcountsi2(h.low);
}

int __paritysi2(uint32_t n) {
    return __popcountsi2(n) & 1;
}

int __paritydi2(udi n) {
    return __popcountdi2(n) & 1;
}

int __ffssi2(int n) {
    return n == 0 ? 0 : __ctzsi2((uint32_t) n) + 1;
}

int __ffsdi2(di n) {
    return n == 0 ? 0 : __ctzdi2((udi) n) + 1;
}

int ffs(int n) {
    return __ffssi2(n);
}

int __clrsbsi2(int n) {
    n = n < 0 ? ~n : n;
    return n == 0 ? 31 : __clzsi2((uint32_t) n) - 1;
}

int __clrsbdi2(di n) {
    n = n < 0 ? ~n : n;
    return n == 0 ? 63 : __clzdi2((udi) n) - 1;
}

uint32_t __bswapsi2(uint32_t n) {
    return n << 24 | (n & 0xff00) << 8 | (n >> 8 & 0xff00) | n >> 24;
}

udi __bswapdi2(udi n) {
    halves h = {n}, r;
    r.low = __bswapsi2(h.high);
    r.high = __bswapsi2(h.low);
    return r.all;
}

#ifdef __mips_hard_float
double __floatundidf(udi n) {
    halves h = {n};
    /* Both parts are exact, so only the addition rounds. */
    return (double) h.high * 4294967296.0 + (double) h.low;
}

double __floatdidf(di n) {
    halves h = {(udi) n};
    return (double) (int32_t) h.high * 4294967296.0 + (double) h.low;
}

/* Rounding twice is harmless once the low bits are gathered into one. */
static float narrow(udi n) {
    return n >> 54 == 0 ? (float) __floatundidf(n) : (float) __floatundidf((n & 0x7ff) != 0 ? (n | 0x800) & ~(udi) 0x7ff : n);
}

float __floatundisf(udi n) {
    return narrow(n);
}

float __floatdisf(di n) {
    return n < 0 ? -narrow(magnitude(n)) : narrow((udi) n);
}

udi __fixunsdfdi(double x) {
    uint32_t high = (uint32_t) (x / 4294967296.0);
    halves r;
    r.low = (uint32_t) (x - (double) high * 4294967296.0);
    r.high = high;
    return r.all;
}

di __fixdfdi(double x) {
    return (di) (x < 0 ? -__fixunsdfdi(-x) : __fixunsdfdi(x));
}

udi __fixunssfdi(float x) {
    return __fixunsdfdi(x);
}

di __fixsfdi(float x) {
    return __fixdfdi(x);
}
#endif
