"""Every type survives JSON and pickle."""

import pickle

import pytest

from digest import codec
from digest.model import Article, Edition, Email, Report, Story


def test_an_edition_survives_json_and_pickle(made):
    result = made[0]
    for kind, value in ((Edition, result.edition), (Email, result.email), (Report, result.report)):
        assert codec.loads(kind, codec.dumps(value)) == value
        assert pickle.loads(pickle.dumps(value)) == value


def test_articles_and_stories_survive(made):
    for choice in made[0].choices:
        story = choice.ranked.story
        assert codec.loads(Story, codec.dumps(story)) == story
        assert codec.loads(Article, codec.dumps(story.original)) == story.original


def test_what_is_no_value_is_refused():
    with pytest.raises(TypeError, match="cannot encode"):
        codec.encode(object())
    with pytest.raises(TypeError, match="is not one of"):
        codec.decode(Article, {"id": "a", "source_id": "s", "url": "u", "title": "t", "kind": "poem"})
