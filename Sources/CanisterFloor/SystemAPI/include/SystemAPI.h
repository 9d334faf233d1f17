/// The system interface of the Internet Computer, as C sees it.
#include "ic0.h"
#include "ic0_host.h"
