"""Proof on sample documents: what was read beside what a person says stands there, and one run beside another.

samples   the folders of a regression set: containers, truth.json, meta.toml     truth     what a person says, checked as it is loaded
align     rows of two lists that are one row (assignment: the best pairing)      judge     a reading against its truth, field by field
places    does the cited place hold the text                                     totals    counts by field, format, template, method
gate      baseline.json: no field's misses may rise                              report    JSON · text · html, of one run
draft     a truth to be checked, from a reading                                  changes   two runs' tables over unlabelled documents
"""
