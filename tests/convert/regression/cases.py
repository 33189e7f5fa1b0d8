"""All documents of the regression set."""

from tests.convert.regression import (
    pdf_cases,
    picture_cases,
    sheet_cases,
    slide_cases,
    text_cases,
    word_cases,
)

CASES = (
    *word_cases.CASES,
    *slide_cases.CASES,
    *sheet_cases.CASES,
    *text_cases.CASES,
    *pdf_cases.CASES,
    *picture_cases.CASES,
)
