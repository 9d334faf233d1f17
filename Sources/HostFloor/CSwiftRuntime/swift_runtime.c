// The package manager wants a source in each module; the function is linked with Swift's standard library.
#include "CSwiftRuntime.h"
