/** Bounds of histograms, in seconds: from what a healthy cluster takes to what a caller waits at most. */
export const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
