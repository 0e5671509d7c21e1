"""`make bench`: how long things take and how that grows, beside what others need for the same.

Times hold on one machine in one run; compare ratios and exponents. Nothing here is a test.
"""
