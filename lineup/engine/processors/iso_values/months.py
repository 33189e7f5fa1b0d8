"""Months by their names in six languages, long and short."""

_NAMES = (
    "january jan januar januari jänner janvier janv enero ene gennaio gen",
    "february feb februar februari feber février fevrier févr fevr fév febrero febbraio",
    "march mar märz maerz mrz mär mars marzo maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag mei",
    "june jun juni juin junio giugno giu",
    "july jul juli juillet juil julio luglio lug",
    "august aug août aout agosto ago augustus",
    "september sep sept septembre septiembre setiembre set settembre",
    "october oct oktober okt octobre octubre ottobre ott",
    "november nov novembre noviembre",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre",
)
"""English, German (Austria's too), French, Spanish, Italian and Dutch; a name of two languages stands once."""

MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
"""The number of each month by its name in small letters."""

MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
"""All names as an alternative of a regular expression, longer ones first."""
