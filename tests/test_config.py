"""sources.yaml: read strictly, all mistakes at once, each with its line."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from digest.config import built_in_topics, doubts, json_schema, load, load_topic
from digest.errors import ConfigError
from digest.model import Alias

ROOT = Path(__file__).parent.parent
GOOD = """\
digest: {id: ports, title: Ports, topic: dprk-russia}
house: {publisher: Harbour Notes}
sources:
  - {id: a, name: A, kind: feed, url: https://example.org/feed}
"""


def mistakes(tmp_path, text):
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load(path)
    return [(m.line, m.where, m.message) for m in error.value.mistakes]


def test_a_small_file_is_enough(tmp_path):
    (tmp_path / "sources.yaml").write_text(GOOD)
    config = load(tmp_path / "sources.yaml")
    assert (config.digest.id, config.sources[0].options.max_items, config.delivery) == ("ports", 30, None)
    assert config.folder == tmp_path.resolve()


def test_the_real_one_holds_forty_sources_and_more():
    config = load(ROOT / "sources.yaml")
    assert len(config.sources) >= 40
    assert {s.kind for s in config.sources} == {"feed", "page"}
    assert len({s.language for s in config.sources}) >= 3
    assert config.delivery is None


def test_all_mistakes_are_told_at_once_each_with_its_line(tmp_path):
    text = """\
digest:
  id: Bad Id
  tittle: x
  topic: nope
house: {publisher: x}
schedule: {cron: "0 8 * *", timezone: Mars/Base}
weights: {relevanse: 1}
delivery: {kind: smpt}
sources:
  - id: a
    name: A
    kind: feed
    url: ftp://x
    languge: en
  - {id: a, name: B, kind: folder, path: x, genre: newz}
"""
    found = {where: (line, message) for line, where, message in mistakes(tmp_path, text)}
    assert found["digest.id"][0] == 2
    assert "did you mean 'title'" in found["digest.tittle"][1]
    assert "missing" in found["digest.title"][1]
    assert "dprk-russia" in found["digest.topic"][1]
    assert "four" in found["schedule.cron"][1] or "4 fields" in found["schedule.cron"][1]
    assert "Mars/Base" in found["schedule.timezone"][1]
    assert "relevance" in found["weights.relevanse"][1]
    assert "'smtp'" in found["delivery"][1]
    assert found["sources.0.url"] == (13, "'ftp://x' is no http or https address")
    assert "did you mean 'language'" in found["sources.0.languge"][1]
    assert "line 10" in found["sources.1.id"][1]
    assert "'commentary'" in found["sources.1.genre"][1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("- a\n- b", "a mapping"),
        ("a: 1\n---\nb: 2", "2 documents"),
        ("a: [1", "not valid YAML"),
        ('a: !!python/object/apply:os.system ["true"]', "not allowed"),
        ("sources: []\nsources: []", "twice"),
        ("sources:", "sources"),
    ],
)
def test_what_is_no_configuration(tmp_path, text, said):
    assert any(said in f"{where} {message}" for _, where, message in mistakes(tmp_path, text))


def test_aliases_of_aliases_are_bounded(tmp_path):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert any("too many" in m for _, _, m in mistakes(tmp_path, "\n".join(lines)))


def test_plain_words_stay_words(tmp_path):
    (tmp_path / "sources.yaml").write_text(GOOD + "  - {id: no, name: NO, kind: feed, url: https://example.org/b}\n")
    config = load(tmp_path / "sources.yaml")
    assert (config.sources[1].id, config.sources[1].name) == ("no", "NO")


def test_a_byte_order_mark_does_not_matter(tmp_path):
    (tmp_path / "sources.yaml").write_text("\ufeff" + GOOD, encoding="utf-8")
    assert load(tmp_path / "sources.yaml").digest.id == "ports"


def test_a_missing_file_says_how_to_get_one(tmp_path):
    with pytest.raises(ConfigError, match="digest init"):
        load(tmp_path / "sources.yaml")


def test_the_schema_fits_the_real_file_and_is_the_one_in_docs():
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(yaml.safe_load((ROOT / "sources.yaml").read_text()), schema)
    committed = json.loads((ROOT / "docs" / "reference" / "sources.schema.json").read_text())
    assert committed == json.loads(json.dumps(schema)), "digest check --schema > docs/reference/sources.schema.json"


def test_the_first_line_names_the_schema():
    first = (ROOT / "sources.yaml").read_text().splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (ROOT / first.partition("=")[2]).is_file()


def test_a_topic_of_ones_own(tmp_path):
    (tmp_path / "chips.yaml").write_text("id: chips\nname: Chips\nsides: [{name: A, aliases: [chip]}]\n")
    assert load_topic("chips.yaml", tmp_path).sides[0].aliases == (Alias("chip"),)
    (tmp_path / "chips.yaml").write_text("id: chips\nname: Chips\nsides: [{name: A, alaises: [chip]}]\n")
    with pytest.raises(
        ConfigError, match=r"chips.yaml:3: sides.0.alaises: unknown key 'alaises'; did you mean 'aliases'"
    ):
        load_topic("chips.yaml", tmp_path)


def test_what_is_wrong_in_a_topic_is_said(tmp_path):
    (tmp_path / "chips.yaml").write_text(
        "id: chips\nname: Chips\nsides:\n- name: A\n  aliases:\n    xx: [chip]\n    en: ['']\n- {name: B, aliases: {}}\n"
    )
    with pytest.raises(ConfigError) as error:
        load_topic("chips.yaml", tmp_path)
    said = {m.where: (m.line, m.message) for m in error.value.mistakes}
    assert said["sides.0.aliases.xx"][0] == 6
    assert "no ISO 639-1 language code" in said["sides.0.aliases.xx"][1]
    assert said["sides.0.aliases.en.0"][0] == 7
    assert said["sides.1.aliases"][0] == 8


def test_an_alias_that_is_a_common_word_is_doubted(tmp_path):
    (tmp_path / "t.yaml").write_text("id: t\nname: T\nsides: [{name: A, aliases: {en: [trade, export control]}}]\n")
    (doubt,) = doubts(load_topic("t.yaml", tmp_path))
    assert "'trade' is a common word" in doubt
    assert "feed items" in doubt


def test_two_sides_of_one_name_and_a_threshold_of_nothing(tmp_path):
    (tmp_path / "t.yaml").write_text(
        "id: t\nname: T\nthreshold: 0\nsides:\n- {name: A, aliases: [x1]}\n- {name: B, aliases: [x2]}\n"
    )
    assert "every text is on topic" in doubts(load_topic("t.yaml", tmp_path))[0]
    (tmp_path / "t.yaml").write_text("id: t\nname: T\nsides:\n- {name: A, aliases: [x1]}\n- {name: A, aliases: [x2]}\n")
    with pytest.raises(ConfigError, match=r"t.yaml:5: sides.1.name: 'A' is the name of another side already"):
        load_topic("t.yaml", tmp_path)


@pytest.mark.parametrize("name", built_in_topics())
def test_the_topics_that_come_with_digest_raise_no_doubts(name):
    assert doubts(load_topic(name, Path())) == ()


def test_hostile_yaml(labelled, tmp_path):
    for line in (labelled / "hostile" / "yaml_sources.jsonl").read_text().split("\n")[:-1]:
        (tmp_path / "sources.yaml").write_text(json.loads(line)["yaml"], encoding="utf-8")
        with pytest.raises(ConfigError):
            load(tmp_path / "sources.yaml")


def test_what_types_cannot_say(tmp_path):
    text = (
        GOOD
        + """\
  - {id: b, name: B, kind: page, url: https://example.org/b, item: 'li[['}
  - {id: c, name: C, kind: folder, path: saved, pattern: '/abs/*'}
delivery: {kind: screen, sender: not an address, to: [nobody]}
schedule: {cron: "0 0 30 2 *"}
store: postgresql://a/b
"""
    )
    found = {where: message for _, where, message in mistakes(tmp_path, text)}
    assert set(found) == {
        "sources.1.item",
        "sources.2.pattern",
        "delivery.sender",
        "delivery.to",
        "schedule.cron",
        "store",
    }
    assert "never comes" in found["schedule.cron"]
