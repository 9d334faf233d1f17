#include "guest_heap_internal.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>

// A signal handler can be given nothing, so what it needs has to be static: the handler that was there before, and for
// each thread the heap of the guest that runs on it.

static struct sigaction previous_action;
static pthread_once_t installation = PTHREAD_ONCE_INIT;
static bool is_installed = false;

/// In the static block of a thread, where a handler may read it without an allocation.
static _Thread_local struct guest_heap *active_heap __attribute__((tls_model("initial-exec"))) = NULL;

static void pass_on(int signal, siginfo_t *information, void *context) {
    if ((previous_action.sa_flags & SA_SIGINFO) != 0 && previous_action.sa_sigaction != NULL) {
        previous_action.sa_sigaction(signal, information, context);
    } else if (previous_action.sa_handler != SIG_DFL && previous_action.sa_handler != SIG_IGN) {
        previous_action.sa_handler(signal);
    } else {
        // The instruction faults again and meets the system's own answer.
        struct sigaction action = {.sa_handler = SIG_DFL};
        sigemptyset(&action.sa_mask);
        sigaction(signal, &action, NULL);
    }
}

static void answer_fault(int signal, siginfo_t *information, void *context) {
    int kept_error = errno;
    struct guest_heap *heap = active_heap;
    if (heap == NULL || information->si_code != SEGV_ACCERR
        || !guest_heap_handle_fault(heap, information->si_addr)) {
        pass_on(signal, information, context);
    }
    errno = kept_error;
}

static void install(void) {
    // Faults stay possible in the handler: one that is passed on may go to a handler that answers faults of its own.
    struct sigaction action = {.sa_sigaction = answer_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
    sigemptyset(&action.sa_mask);
    is_installed = sigaction(SIGSEGV, &action, &previous_action) == 0;
}

bool guest_heap_install_fault_handler(void) {
    return pthread_once(&installation, install) == 0 && is_installed;
}

struct guest_heap *guest_heap_enter(struct guest_heap *heap) {
    struct guest_heap *before = active_heap;
    active_heap = heap;
    return before;
}
