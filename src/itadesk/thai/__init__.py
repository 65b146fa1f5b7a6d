"""The Thai language: digits, Buddhist-era dates, word breaks, search and sort keys, repair."""
