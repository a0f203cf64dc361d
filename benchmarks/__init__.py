"""Measurements: `python -m benchmarks` prints a table and writes benchmarks/results.md.

No test depends on a time. Every figure is that of a process of its own: CPU seconds (user and system, with all its
threads and children) and the peak of its resident memory, the median of several runs after one that warms the cache.
"""
