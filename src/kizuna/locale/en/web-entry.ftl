# Entering facts.

web-entry-own-record-of = Own record of { $name }
