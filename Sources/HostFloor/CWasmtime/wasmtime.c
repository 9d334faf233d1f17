int wasmtime_placeholder;
