// With --expose-gc: a forced collection at SIGUSR2, so that memory is compared like with like.
process.on("SIGUSR2", () => globalThis.gc?.());
