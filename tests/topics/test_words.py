from analysis.topics.words import extract_terms, guess_language, spell_terms

CHINESE = "本文提出一种基于深度学习的病理图像分割方法，用于乳腺癌诊断。"
JAPANESE = "深層学習を用いた病理画像の分割手法を提案し、乳がんの診断に応用する。"


def test_chinese_and_japanese_give_words_and_no_sentences():
    assert {"病理 图像", "图像 分割", "乳腺癌 诊断"} <= set(extract_terms(CHINESE, language="zh"))
    assert {"深層学習", "病理画像"} <= set(extract_terms(JAPANESE, language="ja"))
    assert max(map(len, extract_terms(CHINESE, language="zh"))) < 15


def test_what_every_chinese_abstract_says_names_no_topic():
    assert not {"本文", "提出", "方法", "的"} & set(extract_terms(CHINESE, language="zh"))


def test_the_language_is_told_by_the_letters():
    assert [guess_language(text) for text in (CHINESE, JAPANESE)] == ["zh", "ja"]
    assert guess_language("A study of β-amyloid (Aβ) in 阿尔茨海默 mice, with many English words around it") == "en"


def test_chinese_terms_are_shown_without_spaces():
    assert spell_terms(["病理 图像", "u-net"], [CHINESE, "U-Net"]) == ["病理图像", "U-Net"]


def test_a_word_of_art_is_no_stop_word():
    assert "art" in extract_terms("The art of poses on public surfaces.")
