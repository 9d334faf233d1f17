// Replaced by the suite's sources.
