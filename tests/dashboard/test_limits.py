from components.limits import cut_parts, cut_text


def test_short_text_is_left_alone() -> None:
    assert cut_text("short") == cut_parts(["sh", "ort"], "blocks")


def test_long_text_ends_with_a_line_and_says_what_was_cut() -> None:
    excerpt = cut_text("12345\n12345\n12345", most=14)
    assert excerpt.text == "12345\n12345"
    assert excerpt.note == "Shows the first 11 of 17 characters. The download has all of it."


def test_text_without_lines_is_cut_where_it_must_be() -> None:
    assert cut_text("x" * 30, most=10).text == "x" * 10


def test_whole_parts_are_kept_as_long_as_they_fit() -> None:
    excerpt = cut_parts(["aaaa", "bbbb", "cccc"], "blocks of the page", most=10)
    assert excerpt.text == "aaaabbbb"
    assert excerpt.note == "Shows the first 2 of 3 blocks of the page. The download has all of it."


def test_a_first_part_that_is_too_long_is_cut_itself() -> None:
    excerpt = cut_parts(["x" * 30, "y"], "blocks", most=10)
    assert excerpt.text == "x" * 10
    assert excerpt.note == "Shows the first 1 of 2 blocks. The download has all of it."
