"""What the sample report says. All figures in EUR million; they add up."""

TITLE = "Tarnbrook Meters"
SUBTITLE = "Report on the third quarter of 2026"

KEY_FIGURES = [
    ("79.7 million", "Revenue in EUR", "+13.7 % on the year before"),
    ("41.0 %", "Gross margin", "39.5 % the year before"),
    ("12.6 million", "Operating profit in EUR", "15.8 % of revenue"),
]

QUARTERS = ["Q4 24", "Q1 25", "Q2 25", "Q3 25", "Q4 25", "Q1 26", "Q2 26", "Q3 26"]
REVENUE = [66.2, 64.8, 68.9, 70.1, 73.5, 72.4, 76.8, 79.7]

SEGMENTS = [
    ["Segment", "Q3 2026", "Q3 2025", "Change"],
    ["Water meters", "41.8", "38.2", "+9.4 %"],
    ["Network sensors", "18.6", "14.9", "+24.8 %"],
    ["Software", "12.9", "10.1", "+27.7 %"],
    ["Spare parts", "6.4", "6.9", "-7.2 %"],
    ["Total", "79.7", "70.1", "+13.7 %"],
]

REGIONS = [
    ["Region", "Q3 2026", "Q3 2025", "Change"],
    ["Central Europe", "31.2", "28.0", "+11.4 %"],
    ["Nordic countries", "19.5", "16.4", "+18.9 %"],
    ["Great Britain, Ireland", "16.9", "15.3", "+10.5 %"],
    ["Other", "12.1", "10.4", "+16.3 %"],
    ["Total", "79.7", "70.1", "+13.7 %"],
]

INCOME = [
    ["", "Q3 2026", "Q3 2025"],
    ["Revenue", "79.7", "70.1"],
    ["Cost of sales", "(47.0)", "(42.4)"],
    ["Gross profit", "32.7", "27.7"],
    ["Research and development", "(6.9)", "(6.0)"],
    ["Selling and administration", "(13.2)", "(12.4)"],
    ["Operating profit", "12.6", "9.3"],
    ["Net finance cost", "(0.9)", "(1.1)"],
    ["Profit before tax", "11.7", "8.2"],
    ["Income tax", "(2.8)", "(2.0)"],
    ["Profit for the quarter", "8.9", "6.2"],
]

ASSETS = [
    ["", "30 Sep 2026", "31 Dec 2025"],
    ["Property and equipment", "88.4", "84.1"],
    ["Intangible assets", "41.2", "39.8"],
    ["Inventories", "52.6", "49.9"],
    ["Receivables", "58.3", "51.7"],
    ["Cash", "21.9", "18.2"],
    ["Total assets", "262.4", "243.7"],
]

LAST_PAGE_BEGINS = "Financial position"

SECTIONS: list[tuple[str, list[str]]] = [
    (
        "Summary",
        [
            (
                "Tarnbrook Meters grew in all regions in the third quarter. Revenue rose by 13.7 % to EUR 79.7 million, "
                "carried by network sensors and by software contracts that utilities signed in the first half of the "
                "year. At constant exchange rates the increase was 12.9 %."
            ),
            (
                "Operating profit reached EUR 12.6 million, after EUR 9.3 million in the same quarter of 2025. The margin "
                "improved by two and a half percentage points to 15.8 %, mainly because the new assembly line in Halsted "
                "has been running at full capacity since July and freight costs returned to their normal level."
            ),
            (
                "For the first nine months of 2026 revenue amounts to EUR 228.9 million, which is 12.3 % more than a year "
                "ago. The order book stood at EUR 146 million on 30 September, equal to about five and a half months of "
                "production."
            ),
        ],
    ),
    (
        "Markets and customers",
        [
            (
                "Demand from municipal water companies remained strong. Two thirds of the orders received in the quarter "
                "were for meters that report readings by radio, compared with one half a year ago. Utilities named lower "
                "reading costs and earlier detection of leaks as their reasons for replacing meters ahead of schedule."
            ),
            (
                "The largest single contract covers 86,000 household meters for the city of Ostrava Lake, to be delivered "
                "by the end of 2027. In the Nordic region we won a framework agreement with eleven smaller utilities "
                "that buy together, which opens a market in which we had not been present before."
            ),
            (
                "Sales of spare parts declined by 7.2 %, as expected, because the models that need them are being "
                "withdrawn from service."
            ),
        ],
    ),
    (
        "Revenue by segment",
        [
            (
                "Water meters contributed a little more than half of revenue. Network sensors grew fastest in absolute "
                "terms among the younger product lines, and software passed EUR 12 million in a quarter for the first time."
            ),
            "segments",
            (
                "Recurring revenue from software and monitoring now amounts to 16 % of the total. Its rate of renewal "
                "was 97 % over the last twelve months, unchanged from the previous report."
            ),
        ],
    ),
    (
        "Development over eight quarters",
        [
            (
                "Revenue has increased in five of the last seven quarters. The decline at the beginning of each year is "
                "seasonal: few meters are installed while the ground is frozen."
            ),
            "chart",
        ],
    ),
    (
        "Revenue by region",
        [
            (
                "All regions contributed to growth. The Nordic countries gained most, because the framework agreement was "
                "signed early enough for first deliveries in August. In Great Britain a large customer has moved its "
                "replacement programme to 2027; without this, growth there would have been about 15 %."
            ),
            "regions",
            (
                "Other countries include Poland, the Baltic states and, for the first time, Portugal, where a partner in "
                "Porto now sells and installs our network sensors."
            ),
        ],
    ),
    (
        "Production and supply",
        [
            (
                "The Halsted line produced 412,000 meters in the quarter, 18 % more than a year ago, with a scrap rate of "
                "0.7 %. The second phase of its automation, which concerns calibration, begins in January and will be "
                "completed without interrupting deliveries."
            ),
            (
                "The supply of radio modules was tight in July. We have since qualified a second manufacturer and hold "
                "stocks for ten weeks. Prices for brass rose by 6 % and were passed on to customers where contracts allow "
                "this; the remaining effect on the margin was 0.4 percentage points."
            ),
        ],
    ),
    (
        "Research and development",
        [
            (
                "Expenditure increased to EUR 6.9 million, or 8.7 % of revenue. The focus was on the ultrasonic meter "
                "<i>Brook 4</i>, which measures flows down to one litre an hour and is designed for a service life of "
                "sixteen years on one battery. Type approval was granted in September; deliveries will start in the "
                "first quarter of 2027."
            ),
            (
                "In software we released a function that estimates losses per district from night flows. Nine utilities "
                "took part in the trial and found 41 leaks, which together had wasted some 2,300 cubic metres a day."
            ),
        ],
    ),
    (
        "People",
        [
            (
                "At the end of September we employed 1,184 people, 62 more than a year ago. Forty-one apprentices began "
                "their training, more than in any year before. The rate of accidents fell to 3.1 per million hours "
                "worked."
            ),
        ],
    ),
    (
        "Risks",
        [
            (
                "The risks described in the annual report for 2025 continue to apply. We consider the availability of "
                "electronic components to be less critical than at the beginning of the year, and the development of "
                "metal prices to be more so. Changes in exchange rates affect mainly sales in pounds and Swedish kronor, "
                "about half of which are hedged for twelve months."
            ),
        ],
    ),
    (
        "Environment",
        [
            (
                "The plants used 9 % less electricity per meter than a year ago. Since August all of it has come from "
                "wind and hydroelectric power. Of the 61,000 old meters that customers returned, 94 % by weight was "
                "recycled; the brass alone covers a fifth of our own need."
            ),
            (
                "We will publish the full figures on emissions, including those of our suppliers, together with the "
                "annual report."
            ),
        ],
    ),
    (
        "Financial position",
        [
            (
                "Cash flow from operations was EUR 10.4 million, after EUR 7.7 million. Net debt fell to EUR 31.5 million, "
                "and the ratio of net debt to operating profit before depreciation is now 0.6. The equity ratio rose to "
                "54 %."
            ),
            "income",
            (
                "The tax rate of 24 % corresponds to that of the previous year. No extraordinary items were recorded in "
                "either quarter."
            ),
        ],
    ),
    (
        "Balance sheet",
        [
            (
                "Inventories rose with the number of open orders, and receivables with revenue. Equity amounts to "
                "EUR 141.7 million. Borrowings of EUR 53.4 million run until 2029 or later."
            ),
            "assets",
        ],
    ),
    (
        "Events after the quarter",
        [
            (
                "On 6 October we agreed to acquire Fenwick Leak Detection, a software firm of 23 people with revenue of "
                "EUR 3.1 million in 2025. The price of EUR 5.8 million is paid in cash from existing credit lines. The "
                "purchase is to be completed in December and is not part of the forecast below."
            ),
        ],
    ),
    (
        "Outlook",
        [
            (
                "We raise our forecast for the full year. Revenue is now expected to be between EUR 306 and 310 million, "
                "previously 298 to 304 million, with an operating margin of about 15 %. Capital expenditure will remain "
                "at EUR 18 million."
            ),
            (
                "The results for the full year 2026 will be published on 18 February 2027. A call for investors and "
                "analysts takes place on the same day at 10:00."
            ),
        ],
    ),
    (
        "About this report",
        [
            (
                "This report has not been audited. Figures are rounded, and totals may differ from the sum of their "
                "parts by one unit in the last digit. Tarnbrook Meters is an invented company; any likeness to a real "
                "one is accidental."
            ),
        ],
    ),
]
