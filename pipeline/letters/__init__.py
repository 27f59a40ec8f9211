"""What goes back after a review: a letter a department, texts for the system's return box, the review book of the batch.

cases and issues ──departments──> Department(submissions, issues) ──letter, returns, book──> .docx, .txt, .xlsx
"""
