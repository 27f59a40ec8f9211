"""Speed and memory beside other tools: ratios from interleaved rounds on one machine, never times.

`python -m benchmarks.run` prints a table and writes RESULTS.md. Peers live in an environment of their own (.bench-venv,
pins in peers.txt); what is measured and how is said at the top of each module.
"""
