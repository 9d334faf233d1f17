// What is used of zlib: modules that come compressed by gzip.
#include <zlib.h>
