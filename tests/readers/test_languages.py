"""The language of a text; names of elsewhere do not decide it."""

from __future__ import annotations

import pytest

from kg.readers.languages import detect

TEXTS = {
    "en": "The committee said on Friday that it had found no sign of fraud, although two officials had left since.",
    "de": "Der Bundeskanzler hat am Dienstag in Berlin den französischen Präsidenten zu einem Gespräch getroffen.",
    "fr": "Le président a rencontré mardi à Paris le chancelier allemand.",
    "es": "El presidente se reunió el martes en Madrid con el canciller alemán para hablar de la guerra.",
    "pt": "O presidente reuniu-se na terça-feira em Lisboa com o chanceler alemão.",
    "it": "Il presidente ha incontrato martedì a Roma il cancelliere tedesco.",
    "nl": "De premier heeft dinsdag in Den Haag de Duitse bondskanselier ontmoet.",
    "sv": "Statsministern träffade på tisdagen Tysklands förbundskansler i Stockholm.",
    "pl": "Premier spotkał się we wtorek w Warszawie z kanclerzem Niemiec.",
    "ru": "Президент встретился во вторник в Москве с канцлером Германии.",
    "uk": "Президент зустрівся у вівторок у Києві з канцлером Німеччини.",
    "tr": "Cumhurbaşkanı salı günü Ankara'da bulunan Almanya Başbakanı ile uzun uzun görüştü.",
    "ar": "التقى الرئيس يوم الثلاثاء في القاهرة المستشار الألماني.",
    "zh": "总统星期二在北京会见了德国总理。",
    "ja": "首相は火曜日に東京でドイツの首相と会談した。",
    "fi": "Pääministeri tapasi tiistaina Helsingissä Saksan liittokanslerin.",
    "hu": "A miniszterelnök kedden Budapesten találkozott a német kancellárral.",
    "ro": "Președintele s-a întâlnit marți la București cu cancelarul german.",
    "sw": "Rais alikutana na kansela wa Ujerumani mjini Nairobi siku ya Jumanne.",
}

ENGLISH_WITH_NAMES = """\
PARIS - Jean-Luc Mélenchon of La France Insoumise will meet Raphaël Glucksmann this week, but nobody knows where.
Bundeskanzler Olaf Scholz and Annalena Baerbock of Bündnis 90/Die Grünen flew to Kyiv, where they want to stay.
Partido dos Trabalhadores leader Luiz Inácio Lula da Silva met Jair Bolsonaro and said that the talks were friendly.
Abdullah Abdullah and Gulbuddin Hekmatyar met Zalmay Khalilzad in Kabul for talks on the new government, an aide said.
""".splitlines()


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=TEXTS)
def test_languages_are_told_from_a_sentence(language, text):
    assert detect(text) == language


@pytest.mark.parametrize("text", ENGLISH_WITH_NAMES)
def test_foreign_names_do_not_decide(text):
    assert detect(text) == "en"


def test_capitals_are_letters_too():
    assert detect(TEXTS["en"].upper()) == "en"
    assert detect(TEXTS["ru"].upper()) == "ru"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n",
        "Dana Whitlock",
        "12 34 56",
        "Siemens AG, BASF SE, Allianz SE",
        "met",
        "Police arrest 12 in Oslo",
        "\ud800",
    ],
)
def test_too_little_is_no_language(text):
    assert detect(text) is None


def test_close_kin_are_left_open_rather_than_guessed():
    assert detect("Statsministeren møtte tirsdag den tyske forbundskansleren i Oslo.") in {None, "no"}


def test_no_short_english_sentence_is_called_foreign():
    """The examples of the ontology are short English sentences full of names from everywhere."""
    from kg import ontology

    told = {detect(example.text) for frame in ontology.load().frames for example in frame.examples}
    assert told <= {"en", None}
    assert "en" in told


def test_the_same_text_gives_the_same_answer():
    once = [detect(text) for text in TEXTS.values()]
    assert once == [detect(text) for text in reversed(TEXTS.values())][::-1]


@pytest.mark.parametrize(
    "text",
    ["President Lin Mei-hua (林美華) met Wade Harlan (何偉德) in Norway on Monday.",
     "The minister (الوزير أحمد المنصوري) said on Monday that he would leave."],
)  # fmt: skip
def test_names_in_other_letters_beside_those_in_latin_ones_decide_nothing(text):
    assert detect(text) in {None, "en"}


def test_latin_names_in_a_text_of_other_letters_decide_nothing():
    assert detect("台灣總統星期一在台北會見了Wade Harlan，雙方討論了貿易協定與區域安全問題。") == "zh"
