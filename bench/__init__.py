"""Benchmarks: one file each, run by ./hotel bench (see its --help for what a file defines)."""
