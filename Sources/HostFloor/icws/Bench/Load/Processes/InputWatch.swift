import Foundation

/// Ends this process when nobody holds the other end of its standard input any more: with whoever started it, however
/// that one ends, and whatever this one is doing.
enum InputWatch {
    static func begin() {
        Thread.detachNewThread {
            // Of no event: the other end's closing is told in any case, and what comes is left to whoever reads it.
            var input = pollfd(fd: STDIN_FILENO, events: 0, revents: 0)
            while poll(&input, 1, -1) == -1, errno == EINTR {}
            // There is nothing to be saved.
            _exit(0)
        }
    }
}
