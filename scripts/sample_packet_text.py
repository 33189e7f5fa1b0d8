"""What the sample packet says; the firms, the people and the goods are invented."""

SENDER = [
    "Tarn &amp; Wexley Pumps Ltd",
    "4 Foundry Row, Millhaven MH2 6RD",
    "sales@tarnwexley.example",
]
TO = ["Brackenfield Water Co-operative", "Works Office", "Station Street 9", "Brackenfield BF1 3LL"]

LETTER = [
    "Millhaven, 6 October 2026",
    "Your order PO-8812",
    "Dear Mr Adeyemi,",
    (
        "Thank you for your order. All parts but one were in stock and left our works this morning; the spare impeller "
        "follows by the end of the month. You will find our invoice, the delivery note and our terms with this letter."
    ),
    (
        "Our fitter, Ms Lindgren, would be glad to be there when the pumps are started for the first time. Please let us "
        "know which of the days between 19 and 23 October suits you, and whether the crane in the pump house can be used."
    ),
    "Should anything be missing or damaged, a note to the address above within ten days is enough.",
    "Yours sincerely,",
    "Imogen Tarn",
]

INVOICED = [
    ["Pos.", "Description", "Qty", "Unit price", "Amount"],
    ["1", "Submersible pump SP-40, 4 kW", "2", "1,840.00", "3,680.00"],
    ["2", "Control cabinet with soft start", "1", "2,150.00", "2,150.00"],
    ["3", "Rising main DN 80, per metre", "36", "21.50", "774.00"],
    ["4", "Check valve DN 80", "2", "164.00", "328.00"],
    ["5", "Level probe with 20 m cable", "3", "118.00", "354.00"],
    ["6", "Cable gland kit", "4", "17.25", "69.00"],
    ["7", "Spare impeller, bronze", "1", "395.00", "395.00"],
    ["8", "Commissioning on site, per day", "1", "620.00", "620.00"],
]
TOTALS = [
    ["Net total", "8,370.00"],
    ["VAT 20 %", "1,674.00"],
    ["Total due (GBP)", "10,044.00"],
]

NOTE_HEAD = [
    "Tarn &amp; Wexley Pumps Ltd, Millhaven",
    "Deliver to: Pump house, Reservoir Lane, Brackenfield",
    "Delivery note no. DN-5530 of 6 October 2026",
    "Carrier: Heddle Haulage, 3 parcels, gross weight 214 kg",
]
DELIVERED = [
    ["Item", "Description", "Ordered", "Delivered"],
    ["1", "Submersible pump SP-40", "2", "2"],
    ["2", "Control cabinet", "1", "1"],
    ["3", "Rising main DN 80, metres", "36", "36"],
    ["4", "Check valve DN 80", "2", "2"],
    ["5", "Level probe", "3", "3"],
    ["6", "Cable gland kit", "4", "4"],
    ["7", "Spare impeller, bronze", "1", "0"],
]

TERMS = [
    (
        "1. These terms apply to every sale by Tarn &amp; Wexley Pumps Ltd (the seller). Other terms of the buyer do not bind the "
        "seller unless agreed in writing."
    ),
    "2. Offers are open for thirty days. An order is accepted when the seller confirms it or sends the goods.",
    "3. Prices are in pounds sterling, from the works, without value added tax, packing and carriage.",
    (
        "4. Payment is due thirty days after the date of the invoice. On late payments the seller may charge interest at four per "
        "cent a year above the base rate."
    ),
    "5. The goods remain the property of the seller until they are paid for in full. The buyer shall keep them apart and insured.",
    "6. The buyer shall look over the goods at once and tell the seller of visible defects within ten days.",
    (
        "7. The seller warrants for twenty-four months that the goods are free from defects of material and workmanship. Wear, "
        "frost and running dry are not covered."
    ),
    "8. The seller shall not be liable for loss of profit or other indirect loss, except where the law does not allow this.",
    "9. Neither party is liable for delay caused by events beyond its control for as long as they last.",
    "10. The law of England and Wales applies, and its courts have jurisdiction.",
]
