from analysis.workspace.terminal import plain, say


def test_nothing_from_a_file_moves_the_cursor_or_turns_the_text():
    assert plain("\x1b[31mred\x07 \u202etxt.exe \x9b2J\r") == "\\x1b[31mred\\x07 \\u202etxt.exe \\x9b2J\\r"
    assert plain("Łukasz 東京\tnext\nline") == "Łukasz 東京\tnext\nline"
    assert plain("half \ud800") == "half \\ud800"


def test_what_is_said_goes_to_standard_error(capsys):
    say("a\x1bb")
    assert capsys.readouterr() == ("", "a\\x1bb\n")
