"""Text in the encodings of the world: right, or said to be a guess."""

import io

import pytest

from analysis.readers.encodings import Encoding, find_encoding
from analysis.readers.read import read_records

TEXTS = {
    "cp1250": "Przegląd metod uczenia głębokiego w diagnostyce obrazów, Wiśniewski Łukasz, Dvořák Jiří",
    "cp1251": "Обзор методов машинного обучения в медицине, Смирнова Анна",
    "koi8_r": "Обзор методов машинного обучения в медицине, Смирнова Анна",
    "cp1252": "Über die Größe naiver Fassaden, Müller Jörg, Lefèvre Zoé",
    "mac_roman": "Über die Größe naiver Fassaden, Müller Jörg, Lefèvre Zoé",
    "cp1253": "Ανασκόπηση μεθόδων μηχανικής μάθησης, Παππάς Νίκος",
    "gb18030": "深度学习在医学图像分析中的应用综述，张伟，李娜",
    "big5": "深度學習在醫學影像分析之應用，陳志明",
    "shift_jis": "医用画像における深層学習の応用, 鈴木 花子",
    "euc_jp": "医用画像における深層学習の応用, 鈴木 花子",
    "cp949": "의료 영상 분석을 위한 딥러닝 연구, 김영수",
    "cp1256": "مراجعة أساليب التعلم الآلي في الطب, أحمد علي",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_text_in_another_encoding_is_read_right_and_said_to_be_a_guess(tmp_path, encoding):
    path = tmp_path / "a.ris"
    path.write_bytes(f"TY  - JOUR\r\nTI  - {TEXTS[encoding]}\r\nER  - \r\n".encode(encoding))
    read = read_records(path)
    assert read.records["title"].tolist() == [TEXTS[encoding]]
    assert "which is a guess" in read.note


def test_utf8_is_known_and_not_guessed(tmp_path):
    path = tmp_path / "a.ris"
    path.write_text(f"TY  - JOUR\nTI  - {TEXTS['gb18030']}\nER  - \n", encoding="utf-8")
    assert read_records(path).note == ""
    assert find_encoding(io.BytesIO(b"plain")) == Encoding("utf-8")


def test_a_few_lines_of_another_encoding_cost_the_others_nothing():
    lines = ["Größe".encode()] * 5 + ["Größe".encode("cp1252")]
    assert find_encoding(io.BytesIO(b"\n".join(lines))) == Encoding("utf-8", guessed=True)


@pytest.mark.slow
def test_the_place_of_the_first_sign_in_a_long_file_has_no_say(tmp_path):
    path = tmp_path / "a.ris"
    many = "TY  - JOUR\nTI  - Plain\nER  - \n" * 60_000
    path.write_bytes((many + f"TY  - JOUR\nTI  - {TEXTS['cp1251']}\nER  - \n").encode("cp1251"))
    assert read_records(path).records["title"].iloc[-1] == TEXTS["cp1251"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "save it as CSV"),
        ("a.pdf", b"%PDF-1.7\n" + b"\x00" * 50, "this is a PDF"),
        ("a.bin", b"\x00\x01\x02" * 400, "holds null bytes"),
    ],
)
def test_what_is_no_text_is_named(tmp_path, name, data, told):
    path = tmp_path / name
    path.write_bytes(data)
    assert told in read_records(path).rejects["reason"][0]


def test_a_spreadsheet_is_no_archive(tmp_path):
    import zipfile

    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    read = read_records(path)
    assert len(read.rejects) == 1
    assert "a spreadsheet (save it as CSV" in read.rejects["reason"][0]


@pytest.mark.parametrize("named", ["hex", "rot13", "unicode_escape", "utf-16", "no-such-thing"])
def test_a_declared_encoding_that_cannot_be_is_passed_over(tmp_path, named):
    path = tmp_path / "a.bib"
    path.write_text(f"% Encoding: {named}\n@article{{a, title={{Größe}}}}\n", encoding="utf-8")
    assert read_records(path).records["title"].tolist() == ["Größe"]
