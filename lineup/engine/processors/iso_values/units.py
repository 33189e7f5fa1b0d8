"""Units of measure: which SI unit each is written in, and by what it is multiplied.

Factors of the international yard and pound agreement and of NIST SP 811, appendix B; where a name means different
measures in different countries, it is told as unclear.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Unit:
    """What a value in some unit becomes: `value * factor + offset` in the SI unit, or None with the reason."""

    si: str
    factor: Decimal = Decimal(1)
    offset: Decimal = Decimal(0)
    reason: str = ""


def _scaled(si: str, factor: str, names: str) -> dict[str, Unit]:
    return {name.strip(): Unit(si, Decimal(factor)) for name in names.split(",")}


def _unclear(reason: str, names: str) -> dict[str, Unit]:
    return {name.strip(): Unit("", reason=reason) for name in names.split(",")}


_FAHRENHEIT = Unit("°C", Decimal(5) / 9, Decimal(-160) / 9)

UNITS: dict[str, Unit] = {
    **_scaled("cm", "2.54", "inch, inches, in., zoll, pouce, pouces, pulgada, pulgadas, pollici"),
    **_scaled("m", "0.3048", "ft, ft., foot, feet, fuß, pied, pieds, piedi"),
    **_scaled("m", "0.9144", "yd, yds, yard, yards"),
    **_scaled("km", "1.609344", "mi, mile, miles, meile, meilen, millas, miglia, mijl"),
    **_scaled("km/h", "1.609344", "mph"),
    **_scaled("kg", "0.45359237", "lb, lbs, lb., lbs."),
    **_scaled("g", "28.349523125", "oz, oz., ounce, ounces, unze, unzen"),
    **_scaled("m²", "0.09290304", "sq ft, sq. ft., sqft, square feet, ft²"),
    **_scaled("m²", "4046.8564224", "acre, acres"),
    **_scaled("km²", "2.589988110336", "square miles, sq mi, sq. mi."),
    **_scaled("L", "3.785411784", "us gal, us gallon, us gallons"),
    **_scaled("L", "4.54609", "imperial gallon, imperial gallons, imp gal"),
    **_scaled("mL", "29.5735295625", "us fl oz, us fl. oz."),
    **_scaled("kPa", "6.894757293168", "psi"),
    **_scaled("kPa", "100", "bar"),
    **_scaled("kJ", "4.184", "kcal"),
    "°f": _FAHRENHEIT,
    "degrees fahrenheit": _FAHRENHEIT,
    "grad fahrenheit": _FAHRENHEIT,
    **_scaled("kg", "1", "kilo, kilos, kilogram, kilograms, kilogramm, kilogramme, kilogrammes"),
    **_scaled("kg", "1", "kilogramo, kilogramos, chilogrammi, chilogrammo, kgs"),
    **_scaled("g", "1", "gram, grams, gramm, gramme, grammes, gramo, gramos, grammi, grammo"),
    **_scaled("t", "1", "tonne, tonnes"),
    **_scaled("m", "1", "meter, meters, metre, metres, mètre, mètres, metro, metros, metri"),
    **_scaled("cm", "1", "centimeter, centimeters, centimetre, centimetres, zentimeter"),
    **_scaled("cm", "1", "centimètre, centimètres, centímetro, centímetros, centimetri"),
    **_scaled(
        "mm", "1", "millimeter, millimeters, millimetre, millimetres, millimètre, millimètres"
    ),
    **_scaled("mm", "1", "milímetro, milímetros, millimetri"),
    **_scaled("km", "1", "kilometer, kilometers, kilometre, kilometres, kilomètre, kilomètres"),
    **_scaled("km", "1", "kilómetro, kilómetros, chilometri, chilometro"),
    **_scaled("L", "1", "liter, liters, litre, litres, litro, litros, litri"),
    **_scaled("m²", "1", "square meters, square metres, quadratmeter, mètres carrés, sqm, qm"),
    **_scaled("m²", "1", "metros cuadrados, metri quadrati, vierkante meter"),
    **_unclear(
        "a gallon is another measure in the US than in the UK: write 'us gal' or 'imp gal'",
        "gal, gallon, gallons",
    ),
    **_unclear(
        "a pint and a fluid ounce are other measures in the US than in the UK",
        "pint, pints, fl oz, fl. oz., quart, quarts",
    ),
    **_unclear("a ton may be 1000 kg, 907 kg or 1016 kg", "ton, tons"),
    **_unclear("pounds may be a weight or money: write 'lb' or '£'", "pound, pounds"),
    **_unclear("a horsepower may be 746 W or 735 W", "hp, horsepower"),
}
"""Units by their names in small letters."""

SYMBOLS = (
    "mg",
    "g",
    "kg",
    "t",
    "mm",
    "cm",
    "m",
    "km",
    "mL",
    "ml",
    "L",
    "l",
    "m²",
    "km²",
    "km/h",
    "°C",
    "kPa",
    "W",
    "kW",
    "kWh",
)
"""Symbols that stay as they are while their numbers are written plainly; capital and small letters differ."""
