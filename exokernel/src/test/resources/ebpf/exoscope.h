/* What programs for the kernel's eBPF are written with. */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;
typedef int s32;
typedef long s64;

#define SECTION(name) __attribute__((section(name), used))
#define INLINE static inline __attribute__((always_inline))

struct packet_context {
    u8 *data;
    u8 *end;
    u32 length;
    u64 mark;
};

struct region {
    u32 type;
    u32 key_bytes;
    u32 entry_bytes;
    u32 entries;
    u32 flags;
};

#define ARRAY 2
#define READ_ONLY 0x80

static void *(*lookup)(const struct region *, const u32 *) = (void *)1;
static u64 (*cycle)(void) = (void *)2;
static s64 (*send)(const void *, u64) = (void *)3;
static s64 (*put)(const struct region *, u64, const void *, u64) = (void *)4;
static s64 (*wake)(u64) = (void *)5;
static s64 (*pull)(u64, void *, u64) = (void *)6;
