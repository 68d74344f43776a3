/* Floating point in software, rounding to the nearest, for programs compiled with -msoft-float. */
#ifndef __mips_hard_float
#include <stdint.h>

typedef uint64_t bits;
typedef uint32_t word;

#define SIGN ((bits) 1 << 63)
#define INFINITE ((bits) 0x7ff << 52)
#define NAN_BITS (INFINITE | (((bits) 1 << 51) - 1))
#define IMPLICIT ((bits) 1 << 52)

/* Values travel through unions; no arithmetic on floating types may appear here. */
typedef union {
    double d;
    bits b;
} dbl;
typedef union {
    float f;
    word w;
} sgl;

static bits jam(bits n, int by) {
    return by > 63 ? n != 0 : by == 0 ? n : n >> by | ((n << (64 - by)) != 0);
}

/* Rounds n * 2^(e - 62), n not zero and anywhere in its word. */
static bits pack(bits sign, int e, bits n) {
    while (n >> 62 == 0) {
        n <<= 1;
        e--;
    }
    if (n >> 63) {
        n = jam(n, 1);
        e++;
    }
    int stored = e + 1023;
    if (stored >= 2047) {
        return sign | INFINITE;
    }
    if (stored < 1) {
        n = jam(n, 1 - stored);
        stored = 1;
    }
    bits rest = n & 1023, q = n >> 10;
    q += rest > 512 || (rest == 512 && (q & 1));
    return sign | ((((bits) stored - 1) << 52) + q);
}

static int exponent(bits a) {
    int e = (int) (a >> 52 & 2047);
    return e == 0 ? -1022 : e - 1023;
}

static bits fraction(bits a) {
    return (a >> 52 & 2047) == 0 ? a & (IMPLICIT - 1) : (a & (IMPLICIT - 1)) | IMPLICIT;
}

static int is_nan(bits a) {
    return (a & ~SIGN) > INFINITE;
}

static bits add(bits a, bits b) {
    if (is_nan(a) || is_nan(b)) {
        return NAN_BITS;
    }
    if ((a & ~SIGN) < (b & ~SIGN)) {
        bits t = a;
        a = b;
        b = t;
    }
    bits opposite = (a ^ b) & SIGN;
    if ((a & ~SIGN) == INFINITE) {
        return opposite && (b & ~SIGN) == INFINITE ? NAN_BITS : a;
    }
    if ((b & ~SIGN) == 0) {
        return (a & ~SIGN) == 0 && opposite ? 0 : a;
    }
    bits big = fraction(a) << 9, small = jam(fraction(b) << 9, exponent(a) - exponent(b));
    bits sum = opposite ? big - small : big + small;
    return sum == 0 ? 0 : pack(a & SIGN, exponent(a) + 1, sum);
}

static bits multiply(bits a, bits b) {
    bits sign = (a ^ b) & SIGN;
    if (is_nan(a) || is_nan(b)) {
        return NAN_BITS;
    }
    a &= ~SIGN, b &= ~SIGN;
    if (a == INFINITE || b == INFINITE) {
        return a == 0 || b == 0 ? NAN_BITS : sign | INFINITE;
    }
    if (a == 0 || b == 0) {
        return sign;
    }
    bits x = fraction(a), y = fraction(b);
    int e = exponent(a) + exponent(b) + 2;
    for (; x < IMPLICIT; x <<= 1) {
        e--;
    }
    for (; y < IMPLICIT; y <<= 1) {
        e--;
    }
    bits xl = (word) x, xh = x >> 32, yl = (word) y, yh = y >> 32;
    bits low = xl * yl, middle = xh * yl + (low >> 32), other = xl * yh + (word) middle;
    bits high = xh * yh + (middle >> 32) + (other >> 32);
    low = other << 32 | (word) low;
    /* The product is below 2^106: bring it to 2^62 and gather the rest. */
    bits top = high << 20 | low >> 44;
    return pack(sign, e, top | ((low << 20) != 0));
}

static bits divide(bits a, bits b) {
    bits sign = (a ^ b) & SIGN;
    if (is_nan(a) || is_nan(b)) {
        return NAN_BITS;
    }
    a &= ~SIGN, b &= ~SIGN;
    if (a == INFINITE) {
        return b == INFINITE ? NAN_BITS : sign | INFINITE;
    }
    if (b == 0) {
        return a == 0 ? NAN_BITS : sign | INFINITE;
    }
    if (a == 0 || b == INFINITE) {
        return sign;
    }
    bits x = fraction(a), y = fraction(b), q = 0;
    int e = exponent(a) - exponent(b);
    while (x < IMPLICIT) {
        x <<= 1;
        e--;
    }
    while (y < IMPLICIT) {
        y <<= 1;
        e++;
    }
    for (int i = 0; i <= 60; i++) {
        q <<= 1;
        if (x >= y) {
            x -= y;
            q |= 1;
        }
        x <<= 1;
    }
    return pack(sign, e + 2, q | (x != 0));
}

static int order(bits a, bits b) {
    if (((a | b) & ~SIGN) == 0) {
        return 0;
    }
    int64_t x = a & SIGN ? -(int64_t) (a & ~SIGN) : (int64_t) a;
    int64_t y = b & SIGN ? -(int64_t) (b & ~SIGN) : (int64_t) b;
    return x < y ? -1 : x > y;
}

double __adddf3(double a, double b) {
    dbl x = {a}, y = {b}, r = {.b = add(x.b, y.b)};
    return r.d;
}

double __subdf3(double a, double b) {
    dbl x = {a}, y = {b}, r = {.b = is_nan(y.b) ? NAN_BITS : add(x.b, y.b ^ SIGN)};
    return r.d;
}

double __muldf3(double a, double b) {
    dbl x = {a}, y = {b}, r = {.b = multiply(x.b, y.b)};
    return r.d;
}

double __divdf3(double a, double b) {
    dbl x = {a}, y = {b}, r = {.b = divide(x.b, y.b)};
    return r.d;
}

double __negdf2(double a) {
    dbl x = {a};
    x.b ^= SIGN;
    return x.d;
}

#define COMPARE(name, unordered)                                                                                       \
    int __##name##df2(double a, double b) {                                                                            \
        dbl x = {a}, y = {b};                                                                                          \
        return is_nan(x.b) || is_nan(y.b) ? (unordered) : order(x.b, y.b);                                             \
    }                                                                                                                  \
    double __extendsfdf2(float);                                                                                       \
    int __##name##sf2(float a, float b) {                                                                              \
        return __##name##df2(__extendsfdf2(a), __extendsfdf2(b));                                                      \
    }
COMPARE(eq, 1)
COMPARE(ne, 1)
COMPARE(lt, 1)
COMPARE(le, 1)
COMPARE(gt, -1)
COMPARE(ge, -1)

int __unorddf2(double a, double b) {
    dbl x = {a}, y = {b};
    return is_nan(x.b) || is_nan(y.b);
}

int __unordsf2(float a, float b) {
    return __unorddf2(__extendsfdf2(a), __extendsfdf2(b));
}

double __extendsfdf2(float a) {
    sgl x = {a};
    dbl r;
    word e = x.w >> 23 & 255, f = x.w & 0x7fffff;
    bits sign = (bits) (x.w >> 31) << 63;
    if (e == 255) {
        r.b = f != 0 ? NAN_BITS : sign | INFINITE;
    } else if (e == 0) {
        r.b = f == 0 ? sign : pack(sign, 62 - 149, f);
    } else {
        r.b = sign | (bits) (e + 896) << 52 | (bits) f << 29;
    }
    return r.d;
}

float __truncdfsf2(double a) {
    dbl x = {a};
    sgl r;
    word sign = (word) (x.b >> 63) << 31;
    int e = exponent(x.b) + 127;
    if (is_nan(x.b)) {
        r.w = 0x7fbfffff;
    } else if ((x.b & ~SIGN) == 0) {
        r.w = sign;
    } else if (e >= 255) {
        r.w = sign | 0x7f800000;
    } else {
        bits n = fraction(x.b) << 9;
        if (e < 1) {
            n = jam(n, 1 - e);
            e = 1;
        }
        bits half = (bits) 1 << 37, rest = n & (2 * half - 1), q = n >> 38;
        q += rest > half || (rest == half && (q & 1));
        r.w = sign | ((((word) e - 1) << 23) + (word) q);
    }
    return r.f;
}

#define SINGLE(name, operation)                                                                                        \
    float __##name##sf3(float a, float b) {                                                                            \
        return __truncdfsf2(operation(__extendsfdf2(a), __extendsfdf2(b)));                                            \
    }
SINGLE(add, __adddf3)
SINGLE(sub, __subdf3)
SINGLE(mul, __muldf3)
SINGLE(div, __divdf3)

float __negsf2(float a) {
    sgl x = {a};
    x.w ^= 0x80000000;
    return x.f;
}

double __floatundidf(bits n) {
    dbl r = {.b = n == 0 ? 0 : n >> 63 ? pack(0, 63, jam(n, 1)) : pack(0, 62, n)};
    return r.d;
}

double __floatdidf(int64_t n) {
    dbl r = {.d = __floatundidf(n < 0 ? -(bits) n : (bits) n)};
    r.b |= n < 0 ? SIGN : 0;
    return r.d;
}

double __floatsidf(int n) {
    return __floatdidf(n);
}

double __floatunsidf(word n) {
    return __floatundidf(n);
}

float __floatsisf(int n) {
    return __truncdfsf2(__floatdidf(n));
}

float __floatunsisf(word n) {
    return __truncdfsf2(__floatundidf(n));
}

float __floatundisf(bits n) {
    return __truncdfsf2(__floatundidf(n >> 54 && (n & 0x7ff) ? (n | 0x800) & ~(bits) 0x7ff : n));
}

float __floatdisf(int64_t n) {
    return n < 0 ? __negsf2(__floatundisf(-(bits) n)) : __floatundisf((bits) n);
}

bits __fixunsdfdi(double a) {
    dbl x = {a};
    int e = exponent(x.b);
    bits n = fraction(x.b);
    return e < 0 ? 0 : e > 52 ? n << (e - 52) : n >> (52 - e);
}

int64_t __fixdfdi(double a) {
    dbl x = {a};
    bits n = __fixunsdfdi(a);
    return (int64_t) (x.b & SIGN ? -n : n);
}

int __fixdfsi(double a) {
    return (int) __fixdfdi(a);
}

word __fixunsdfsi(double a) {
    return (word) __fixdfdi(a);
}

int __fixsfsi(float a) {
    return (int) __fixdfdi(__extendsfdf2(a));
}

word __fixunssfsi(float a) {
    return (word) __fixdfdi(__extendsfdf2(a));
}

int64_t __fixsfdi(float a) {
    return __fixdfdi(__extendsfdf2(a));
}

bits __fixunssfdi(float a) {
    return __fixunsdfdi(__extendsfdf2(a));
}
#endif
