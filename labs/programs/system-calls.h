/* Linux o32 system call numbers. */
#define SYS_EXIT  4001
#define SYS_WRITE 4004
