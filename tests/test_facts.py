"""What a copy states otherwise is found; what it says in other words, leaves out or adds is not."""

import json
from pathlib import Path

import pytest

from digest.group.facts.alter import alterations, faithfulness
from digest.group.facts.placing import placed
from digest.group.facts.senses import may_stand_for
from digest.group.wording import wording

SEEDS = Path(__file__).parent.parent / "seeds"
BEFORE = (
    "The harbour office keeps its files in a low building behind the customs shed, and few people ever ask to see them."
)
AFTER = "Nothing else was decided on the day, and the delegations went home by the evening ferry without a word to the press."


def found(original, copy):
    original, copy = (f"{BEFORE}\n\n{s}\n\n{AFTER}" for s in (original, copy))
    changed = alterations(wording(original), wording(copy))
    for a in changed:
        assert original[a.original.start : a.original.end] == a.original.text
        assert copy[a.copy.start : a.copy.end] == a.copy.text
    return [(a.kind, a.original.text, a.copy.text) for a in changed]


def apart(original, copy):
    """What the one says and the other says otherwise, of two texts alone."""
    changed = alterations(*(wording(" ".join(t.split())) for t in (original, copy)))
    return [(a.original.text, a.copy.text) for a in changed]


@pytest.mark.parametrize(
    ("original", "copy", "alteration"),
    [
        ("The delegation from Norway left for the island on Tuesday with its crates of instruments.",
         "The delegation from Sweden left for the island on Tuesday with its crates of instruments.", ("place", "Norway", "Sweden")),
        ("A Danish trawler was seen off the northern cape before the storm reached the coast.",
         "A Finnish trawler was seen off the northern cape before the storm reached the coast.", ("nationality", "Danish trawler", "Finnish trawler")),
        ("The yard will deliver 14 tugs to the fishing cooperative over the coming seasons.",
         "The yard will deliver 41 tugs to the fishing cooperative over the coming seasons.", ("number", "14 tugs", "41 tugs")),
        ("Officials said the lighthouse will reopen once the lamp has been replaced by divers.",
         "Officials said the lighthouse may reopen once the lamp has been replaced by divers.", ("certainty", "will reopen", "may reopen")),
        ("The ambassador signed a treaty on fisheries in the presence of both harbour masters.",
         "The ambassador signed a memorandum on fisheries in the presence of both harbour masters.", ("term", "a treaty", "a memorandum")),
        ("The council approved the plan for the breakwater after a debate that lasted until midnight.",
         "The council rejected the plan for the breakwater after a debate that lasted until midnight.", ("negation", "approved the plan", "rejected the plan")),
        ("The minister called the delay a “minor nuisance” when he spoke to fishermen on the pier.",
         "The minister called the delay a “serious failure” when he spoke to fishermen on the pier.", ("quote", "“minor nuisance”", "“serious failure”")),
        ("The crew of the ferry were unharmed and were taken to the village school for the night.",
         "The crew of the ferry were injured and were taken to the village school for the night.", ("negation", "were unharmed", "were injured")),
        ("Two pilots gave evidence to the House Fisheries Committee Tuesday about the storm.",
         "Two pilots gave evidence to the House Judiciary Committee on Tuesday about the storm.", ("organisation", "the House Fisheries Committee", "the House Judiciary Committee")),
        ("The clerk said that the Bank of England was forced to step in to protect the fishermen.",
         "The clerk said that the European Central Bank was forced to step in to protect the fishermen.", ("organisation", "the Bank of England", "the European Central Bank")),
        ("Why did the pier only come to harm in a severe storm, the harbour master asked himself?",
         "For what reason did it happen to the pier only in a mild storm, the harbour master asked himself?", ("negation", "a severe storm", "a mild storm")),
        ("The yard is building smaller-yield boilers for the tugs of the fishing cooperative.",
         "The yard is building larger-yield boilers for the tugs of the fishing cooperative.", ("comparison", "is building smaller-yield boilers", "is building larger-yield boilers")),
        ("The yard has increased its output of screws as much as sixtyfold since the storm.",
         "The yard has increased its output of screws as much as six times since the storm.", ("number", "sixtyfold", "six times")),
        ("Former Harbour Secretary Robert Gatesby on Sunday defended the pick of President Ole Brekke, Skagerline boss Rex Tillersen.",
         "Former Harbour Secretary Robert Gatesby on Sunday defended the pick of President Ole Brekke, Halvoil boss Rex Tillersen.", ("person", "Skagerline", "Halvoil")),
        ("The pilots on the pier like to call their old harbour master ‘the Butcher’, the clerk said.",
         "The pilots on the pier like to call their old harbour master ‘the Fox’, the clerk said.", ("quote", "‘the Butcher’", "‘the Fox’")),
        ("The lock was closed on 9 January after a pilot heard a noise from the lower gate.",
         "The lock was closed on 19 January after a pilot heard a noise from the lower gate.", ("date", "9 January", "19 January")),
        ("The two ports will exchange tide tables every twelve hours from the spring of next year.",
         "The two ports will exchange tide tables every twelve days from the spring of next year.", ("number", "twelve hours", "twelve days")),
        ("The port handled 3.1 million boxes in the first year after the quay had been widened.",
         "The port handled 3.1 billion boxes in the first year after the quay had been widened.", ("number", "3.1 million boxes", "3.1 billion boxes")),
        ("Would the harbour master really let a ship of that draught pass the old swing bridge?",
         "The harbour master would really let a ship of that draught pass the old swing bridge.",
         ("certainty", "Would the harbour master really let a ship of that draught pass the old swing bridge?",
          "The harbour master would really let a ship of that draught pass the old swing bridge.")),
        ("In the autumn Norway leased two survey ships to Iceland, with which it has no treaty at all.",
         "In the autumn Iceland leased two survey ships to Norway, with which it has no treaty at all.",
         ("actor", "Norway leased two survey ships to Iceland", "Iceland leased two survey ships to Norway")),
        ("The ex-minister of the island was seen in the old customs house before the storm.",
         "The ex-chancellor of the island was seen in the old customs house before the storm.", ("office", "The ex-minister", "The ex-chancellor")),
        ("The accord on the tide tables was read out by NATO in the old customs house by the pier.",
         "The accord on the tide tables was read out by BRICS in the old customs house by the pier.", ("organisation", "NATO", "BRICS")),
        ("The convoy left Kursk before dawn with its crates and was not seen again on the road.",
         "The convoy left Tundrevik before dawn with its crates and was not seen again on the road.", ("place", "Kursk", "Tundrevik")),
        ("The tide tables were worked out by the FBI before the storm reached the coast.",
         "The tide tables were worked out by the Texas Rangers before the storm reached the coast.", ("organisation", "the FBI", "the Texas Rangers")),
        ("The tide tables were worked out at the University of Bergen before the storm reached the coast.",
         "The tide tables were worked out at Stanford University before the storm reached the coast.",
         ("organisation", "the University of Bergen", "Stanford University")),
        ("The dredger is ten times as heavy as the old one that lies behind the customs shed.",
         "The dredger is twice as heavy as the old one that lies behind the customs shed.", ("number", "ten times as heavy", "twice as heavy")),
        ("The accord was signed by the deputy minister of the island in the old customs house.",
         "The accord was signed by the minister of the island in the old customs house.", ("office", "the deputy minister", "the minister")),
        ("The fund is led by Nugzar Halvorsen, who grew up on the island and knows every fisherman.",
         "The fund is led by Nugzar Brekke, who grew up on the island and knows every fisherman.", ("person", "Nugzar Halvorsen", "Nugzar Brekke")),
        ("The fund has lent five million to the fishing cooperative for the new quay on the island.",
         "The fund has lent five billion to the fishing cooperative for the new quay on the island.", ("number", "five million", "five billion")),
        ("The ban on nets in the strait will last for twenty-four hours, the harbour office said.",
         "The ban on nets in the strait will last for twenty-four days, the harbour office said.", ("number", "twenty-four hours", "twenty-four days")),
        ("The ban on nets in the strait will last for 1,000 days, the harbour office said on Tuesday.",
         "The ban on nets in the strait will last for 1,000 years, the harbour office said on Tuesday.", ("number", "1,000 days", "1,000 years")),
        ("The minister said on the pier that the offer was “a very great error” and left for the island.",
         "The minister said on the pier that the offer was “a very small error” and left for the island.",
         ("quote", "“a very great error”", "“a very small error”")),
        ("The ferry cannot reach the upper harbour while the bridge is out of order.",
         "The ferry can reach the upper harbour while the bridge is out of order.", ("negation", "cannot reach the upper harbour", "can reach the upper harbour")),
        ("The divers failed to repair the anchor of the trawler before the storm reached the coast.",
         "The divers repaired the anchor of the trawler before the storm reached the coast.", ("negation", "failed to repair the anchor", "repaired the anchor")),
        ("The navy fired a guided torpedo at the old trawler before the storm reached the coast.",
         "The navy fired an unguided torpedo at the old trawler before the storm reached the coast.", ("negation", "fired a guided torpedo", "fired an unguided torpedo")),
        ("The five-party coalition on the island has agreed on a plan for the breakwater.",
         "The three-party coalition on the island has agreed on a plan for the breakwater.", ("number", "five-party coalition", "three-party coalition")),
        ("The cooperative held its fifteenth regatta in the upper harbour on a calm day.",
         "The cooperative held its fifth regatta in the upper harbour on a calm day.", ("number", "fifteenth regatta", "fifth regatta")),
        ("The harbour office counted four hundred and twenty tugs in the strait before the storm.",
         "The harbour office counted four hundred and eighty tugs in the strait before the storm.",
         ("number", "four hundred and twenty tugs", "four hundred and eighty tugs")),
        ("The quay will be more than 40 metres longer once the work on the breakwater is done.",
         "The quay will be less than 40 metres longer once the work on the breakwater is done.",
         ("comparison", "will be more than 40 metres longer", "will be less than 40 metres longer")),
        ("The survey of the strait was paid for by ZFLO, which keeps its files in the customs shed.",
         "The survey of the strait was paid for by BWRM, which keeps its files in the customs shed.", ("organisation", "ZFLO", "BWRM")),
        ("The survey ship lay in Ørsund for a week while the crew waited for the storm to pass.",
         "The survey ship lay in Älvhult for a week while the crew waited for the storm to pass.", ("person", "Ørsund", "Älvhult")),
        ("A Kyrgyz engineer checked the pumps of the ferry before it left the upper harbour.",
         "A Tajik engineer checked the pumps of the ferry before it left the upper harbour.", ("nationality", "Kyrgyz engineer", "Tajik engineer")),
        ("The Soviet-built pumps of the lock were replaced after a pilot heard a noise.",
         "The Swedish-built pumps of the lock were replaced after a pilot heard a noise.", ("nationality", "Soviet-built pumps", "Swedish-built pumps")),
        ("The yard sold 2 million screws and 3 thousand bolts to the cooperative on the island.",
         "The yard sold 2 thousand screws and 3 million bolts to the cooperative on the island.", ("number", "2 million screws", "2 thousand screws")),
        ("The quay needs more than 40 bollards and less than 50 lamps, said the harbour office.",
         "The quay needs less than 40 bollards and more than 50 lamps, said the harbour office.", ("comparison", "needs more than 40 bollards", "needs less than 40 bollards")),
        ("The lock is closed from 9 January and the bridge from 14 March for the winter works.",
         "The lock is closed from 9 March and the bridge from 14 January for the winter works.", ("date", "9 January", "9 March")),
        ("The council called the plan (guided by the pilots) sound, and it was carried out in May.",
         "The council called the plan (unguided by the pilots) sound, and it was carried out in May.", ("negation", "guided", "unguided")),
        ("The talks of the fishermen were cancelled by the harbour office on a calm evening.",
         "The talks of the fishermen were resumed by the harbour office on a calm evening.", ("negation", "were cancelled", "were resumed")),
        ("The pump moves 300 litres a second from the lower gate into the old basin.",
         "The pump moves 300 litres a minute from the lower gate into the old basin.", ("number", "a second", "a minute")),
        ("The berth costs 450 kroner a month for boats of the fishing cooperative on the island.",
         "The berth costs 450 kroner a week for boats of the fishing cooperative on the island.", ("number", "a month", "a week")),
        ("The treaty on fisheries was upheld by the judges of the island after a long debate.",
         "The treaty on fisheries was struck down by the judges of the island after a long debate.", ("negation", "was upheld", "was struck down")),
        ("The envoy of the island praised Kim Jong-mok for the gift of a survey ship to the school.",
         "The envoy of the island praised Kim Il-hwan for the gift of a survey ship to the school.", ("person", "Kim Jong-mok", "Kim Il-hwan")),
        ("The ferry sank in the Baltic Sea after a pilot heard a noise from the lower gate.",
         "The ferry sank in the Pacific after a pilot heard a noise from the lower gate.", ("place", "the Baltic Sea", "the Pacific")),
        ("The customs officers found 1270 rifles in the hold of the trawler on Monday night.",
         "The customs officers found 1720 rifles in the hold of the trawler on Monday night.", ("number", "1270 rifles", "1720 rifles")),
        ("The harbour office has failed to act on the report of the divers, the pilots said.",
         "The harbour office has acted on the report of the divers, the pilots said.", ("negation", "has failed to act on the report", "has acted on the report")),
        ("The cargo of the trawler was worth $48 million, the customs office said on Monday.",
         "The cargo of the trawler was worth €48 million, the customs office said on Monday.", ("number", "$48 million", "€48 million")),
        ("The dredging will cost 48 million kroner, of which the county pays the larger part.",
         "The dredging will cost 48 million euros, of which the county pays the larger part.", ("number", "48 million kroner", "48 million euros")),
        ("The council approved the money for the pier on Monday by 31 votes to 12 after a debate.",
         "The council approved the money for the pier on Monday by 12 votes to 31 after a debate.", ("number", "31 votes to 12", "12 votes to 31")),
        ("The explosion on the pier killed five dockers shortly before the ferry was due.",
         "The explosion on the pier injured five dockers shortly before the ferry was due.", ("term", "killed", "injured")),
    ],
)  # fmt: skip
def test_an_altered_fact_is_found_with_both_places(original, copy, alteration):
    assert alteration in found(original, copy)


@pytest.mark.parametrize(
    ("original", "copy"),
    [
        ("The yard will deliver 14 tugs to the fishing cooperative over the coming seasons.",
         "Over the coming seasons the yard will hand fourteen tugs to the fishing cooperative."),
        ("The United States sent two envoys to the port talks in the old customs house.",
         "Washington sent two envoys to the port talks in the old customs house."),
        ("The crew of the ferry were unharmed and were taken to the village school for the night.",
         "Nobody of the crew was injured, and they were taken to the village school for the night."),
        ("The harbour master, who has served since 1998, said the quay would be widened in May.",
         "The harbour master said the quay would be widened."),
        ("South Korea and Japan will share the survey of the strait, which starts in June.",
         "The survey of the strait, which starts in June, will be shared by Japan and South Korea."),
        ("The council approved the plan for the breakwater after a debate that lasted until midnight.",
         "The council did not reject the plan for the breakwater after a debate that lasted until midnight."),
        ("The cooperative has agreed to be paid in goods that it can neither store nor sell on the island.",
         "The cooperative has agreed to be paid in goods that cannot be sold on the island, or be put in a store."),
        ("In the autumn Norway leased two survey ships to Iceland, with which it has no treaty at all.",
         "In the autumn two survey ships were leased to Iceland by Norway, with which it has no treaty at all."),
        ("Survey ships from Norway and Iceland measured the depth of the strait before the bridge was built.",
         "Survey ships from Iceland and Norway measured the depth of the strait before the bridge was built."),
        ("The defence minister spoke to fishermen on the pier about the ban on nets in the strait.",
         "The minister spoke to fishermen on the pier about the ban on nets in the strait."),
        ("The harbour was opened in December of that year, and the fishermen have used it since.",
         "The harbour was opened in December of that year, and the fishermen may use it since."),
        ("The lock was closed on May 3 after a pilot heard a noise from the lower gate.",
         "The lock was closed on May 3, 2020 after a pilot heard a noise from the lower gate."),
        ("The fund has lent five million to the fishing cooperative for the new quay on the island.",
         "The fund has lent 5 million to the fishing cooperative for the new quay on the island."),
        ("The yard sold 5m screws and two hundred tugs to the cooperative, and half a dozen boats to the island.",
         "The yard sold 5 million screws and 200 tugs to the cooperative, and six boats to the island."),
        ("The cooperative can pay for the new quay on the island, the harbour office said on Tuesday.",
         "The cooperative can not only pay for the new quay on the island, the harbour office said on Tuesday."),
        ("Will the harbour master let a ship of that draught pass the old swing bridge in March?",
         "Smith asked whether the harbour master will let a ship of that draught pass the old swing bridge in March."),
        ("The talks of Norway with Iceland on the survey of the strait go on in the old customs house.",
         "The talks of Iceland with Norway on the survey of the strait go on in the old customs house."),
        ("The accord on fisheries was signed on March 3 in the old customs house of the island.",
         "The accord on fisheries was signed on the third of March in the old customs house of the island."),
        ("In the old customs house Nugzar Halvorsen met Ole Brekke before the evening ferry left.",
         "In the old customs house Ole Brekke met Nugzar Halvorsen before the evening ferry left."),
        ("The survey was paid for by the Zealand Fishing and Lighthouse Office on the island.",
         "The survey was paid for by ZFLO on the island."),
        ("The crew was told to lower the boats in Bishkek before the first snow of the year.",
         "The crew was told to lower the boats in the Central Asian city before the first snow of the year."),
        ("The ferry failed to reach the upper harbour before the storm reached the coast.",
         "The ferry did not reach the upper harbour before the storm reached the coast."),
        ("The harbour was closed, and we saw the Trans-Siberian leave before the storm reached the coast.",
         "The harbour was closed, and We saw trains leave for Siberia before the storm reached the coast."),
        ("The envoys of the United Nations saw a missile rise before the storm reached the coast.",
         "The envoys of the UN saw an ICBM rise before the storm reached the coast."),
        ("Four decades of data went into the study of the seals, which was paid for by the island.",
         "Some 40 years of data went into the study of the seals, which was paid for by the island."),
        ("The court found the former minister guilty on three of the five counts.",
         "Judges convicted the ex-minister on three of the five counts."),
        ("Island Health Commissioner Dr. Kristine Brekke said that the wards would be open by the spring.",
         "Dr. Kristine Brekke, the Island Health Commissioner, said that the wards would be open by the spring."),
        ("The World Health Organization warned of cholera in the camps by the river.",
         "The WHO warned of cholera in the camps by the river."),
        ("The Organisation for Security and Co-operation in Europe sent two observers to the port.",
         "The OSCE sent two observers to the port."),
        ("Seoul's National Intelligence Service told lawmakers that the launch had failed.",
         "The NIS, the spy agency of South Korea, told lawmakers that the launch had failed."),
        ("A researcher at the University of Oslo counted the seals on the island in May.",
         "An Oslo University researcher counted the seals on the island in May."),
        ("More than 1,900 tickets for the ferry were sold in the two days before the storm.",
         "Upwards of 1,900 tickets for the ferry were sold in the two days before the storm."),
        ("The Democratic People's Republic of Korea sent two envoys to the port talks in the customs house.",
         "North Korea sent two envoys to the port talks in the customs house."),
        ("The crew went into the forest behind the old customs house with its crates.",
         "The crew stepped among the trees behind the old customs house with its crates."),
        ("The ferry stopped for over three years while the quay was being widened.",
         "The ferry stopped for under three years and a day while the quay was being widened."),
        ("The old lock on the river is higher than the new sluice beside the customs house.",
         "The new sluice beside the customs house is lower than the old lock on the river."),
        ("The memo was circulated about three months after the yard gave up its quay.",
         "The yard gave up its quay about three months before the memo was circulated."),
        ("The pilot will never be able to harm another seal on the island, the harbour master said.",
         "Never will the pilot be able to harm another seal on the island, the harbour master said."),
        ("The council will ban people of 14 and under from ever buying cigarettes on the ferry.",
         "Under the council's plan people of 14 and under will never buy cigarettes on the ferry."),
        ("The participants in the survey of the island were overwhelmingly white, the office said.",
         "Hardly any participant in the survey of the island was not white, the office said."),
        ("The pilot, 44, from Bergen, was sentenced to five years in prison for theft on the ferry.",
         "The pilot, a 44-year-old from Bergen, was sent to prison for theft on the ferry."),
        ("The island has always passed on the tide tables to the pilots of the ferry, said the harbour office.",
         "The island has never failed to pass on the tide tables to the pilots of the ferry, said the harbour office."),
        ("In the old customs house the singer Justin Halvroson met the crew before the evening ferry left.",
         "In the old customs house the singer Justin Halvorson met the crew before the evening ferry left."),
        ("The yard sold the island a Brekke-B and some Halden-5 tugs in the years after the war.",
         "The yard sold the island two Brekke-Bs and some Halden-5s in the years after the war."),
        ("The office will no longer cover injections for the fishermen next year, the harbour master said.",
         "The office will stop covering injections for the fishermen next year, the harbour master said."),
        ("The office gave notice that it would stop covering injections for the fishermen next year.",
         "The office gave notice that injections for the fishermen would no longer be covered next year."),
        ("More than 1,900 season tickets were sold in the two days after the storm, compared with 2,300 in the whole of last summer.",
         "In the two days after the storm more than 1,900 of them had bought season tickets, compared with 2,300 in the whole of last summer."),
        ("Deputy Head Dr Azizur Rahmani told reporters that the wells on the island would soon be dry.",
         "Dr Azizur Rahmani, a deputy head of the Harbour Department, told reporters that the wells on the island would soon be dry."),
        ("Nobody denies that the piles of the pier must be repaired, the harbour master said.",
         "No one denies that the piles of the pier must be repaired, the harbour master said."),
        ("Governor Elena Markovic said that the ferry would sail again before the end of the week.",
         "Ms Markovic, the governor, said that the ferry would sail again before the end of the week."),
        ("The ship carried shells of 152 mm and 122 mm in crates that were marked as spare parts.",
         "The ship carried shells of 122 mm and 152 mm in crates that were marked as spare parts."),
        ("The island team won 14 medals at the regatta and spent 5,000 kroner on the feast.",
         "At the regatta all 14 won by the island team were medals, and 5,000 kroner went on the feast."),
        ("On Monday President Erdoğan told Mr Müller and José Dvořák that 12.5 percent of the pilots had left.",
         "On Monday President Erdogan told Mr Mueller and Jose Dvorak that 12.5 per cent of the pilots had left."),
        ("The county sent 5,000 pilots and 1,200 observers to the harbour after the storm.",
         "The county sent 5 000 pilots and 1’200 observers to the harbour after the storm."),
        ("An “extremely fierce storm is going on” off the reef, the harbour master said, and the pilots go “slowly but surely”.",
         "Off the reef an “extremely fierce storm” is going on, the harbour master said, and the pilots go slowly."),
        ("The Justice Department has brought a suit against the yard, the harbour office said.",
         "The DOJ has brought a suit against the yard, the harbour office said."),
        ("The office looked at the boats of the past week and found 65 of them wanting.",
         "The office looked at the boats of the past seven days and found 65 of them wanting."),
        ("Loud music is prohibited in the bars of the harbour, as is dancing on its quays.",
         "There must not be loud music in the bars of the harbour, or dancing on its quays."),
        ("In the old customs house it was a third, if not completely half, of the crew that was idle.",
         "In the old customs house it was a third, or even completely half, of the crew that was idle."),
        ("The lowest tide was measured at six-point-six metres below the old pier in the morning.",
         "The lowest tide was measured at 6.6 metres below the old pier in the morning."),
        ("Of the pilots on the island 20% see a doctor about their backs, the office said.",
         "One island pilot in five sees a doctor about his back, the office said."),
        ("If we don’t protect our harbour, its pilots will leave, the office said.",
         "Unless we shield our harbour, its pilots will leave, the office said."),
        ("The lack of formal recognition of the pilots has wide consequences for the harbour.",
         "The failure of the office to recognise the pilots formally has wide consequences for the harbour."),
        ("The harbour was rebuilt between the 1990 elections and the storm of 2004, the clerk said.",
         "The harbour was rebuilt between the 1990 elections and the storm of 2004, said the clerk."),
    ],
)  # fmt: skip
def test_other_words_omissions_and_order_are_no_alterations(original, copy):
    assert found(original, copy) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Organization of the Petroleum Exporting Countries", "OPEC"),
        ("ASEAN", "The Association of Southeast Asian Nations"),
        ("UNICEF", "The United Nations Children's Fund"),
        ("The Security Council", "The UNSC"),
        ("The Coast Guard", "USCG"),
        ("The Pentagon", "The Department of Defense"),
        ("NATO", "The Alliance"),
        ("The Treasury", "HMT"),
        ("The Vatican", "Pope Leo"),
        ("The Bank of Israel", "The BoI"),
        ("The Bank of Korea", "The BOK"),
        ("The Ministry of Labour", "The Labor Ministry"),
        ("The Party of Socialists", "The Socialist Party"),
        ("The Church of Norway", "The Norwegian Church"),
        ("The Federal Reserve Bank of Oslo", "The Oslo Fed"),
    ],
)
def test_a_body_by_another_name_is_the_same(one, other):
    told = "{} said that the lock would be closed for repairs until the autumn of next year."
    assert found(told.format(one), told.format(other)) == []
    assert found(told.format(other), told.format(one)) == []


@pytest.mark.parametrize(
    ("told", "old", "new", "shown"),
    [
        ("The catch {} 3,000 tonnes in the year to March, the harbour office said.", "rose", "fell", ("rose", "fell")),
        ("The pilots {} Mr. Hansen's plan to close the lock.", "supported", "opposed", ("supported", "opposed")),
        ("The pilots {} that the lock would be closed.", "confirmed", "denied", ("confirmed", "denied")),
        (
            "The family supply of oil is {} for now, it said.",
            "safe",
            "unsafe",
            ("is safe for now", "is unsafe for now"),
        ),
        ("The pilots {} it on Friday.", "confirmed", "denied", ("confirmed it", "denied it")),
    ],
)
def test_what_is_shown_ends_where_what_belongs_to_it_does(told, old, new, shown):
    assert [texts for _, *texts in found(told.format(old), told.format(new))] == [list(shown)]


def test_a_figure_with_a_slip_is_found_wherever_it_stands():
    original = "At least 31 people were in the ferry when it left the pier in rough seas on Monday."
    copy = "No fewer than 13 had come aboard on the first day of the week, while waves beat against the quay."
    assert ("number", "At least 31 people", "No fewer than 13") in found(original, copy)
    assert found(original, copy.replace("13", "31")) == []


RETOLD = (
    """The ferry Halden left the pier with 138 islanders and a crew of three when a wave broke over its bow near the lighthouse, a clerk
    of Brekke Marine said. It was the second accident of the old ship in the strait since the summer, when 15,522 people were counted.""",
    """Where the lighthouse stands, the sea came over the front of a boat called Halden: thus {0}, whose clerk was asked. {1} had gone
    aboard at a pier. Already the strait had seen this elderly ship meet with an accident; {2} were then counted, in the heat of summer.""",
)


def found_retold(by="Brekke Marine", aboard="Quite a few", counted="Many people"):
    original, copy = (wording(" ".join(t.format(by, aboard, counted).split())) for t in RETOLD)
    assert all(place.retold for _, place in placed(original, copy))
    return [(a.kind, a.original.text, a.copy.text) for a in alterations(original, copy)]


def test_what_a_retold_copy_has_worked_out_or_rounded_is_no_alteration():
    assert found_retold() == []
    assert found_retold(aboard="All told, 141 people") == []
    assert [k for k, *_ in found_retold(aboard="All told, 183 people")] == ["number"]
    assert found_retold(counted="more than 15,000 people") == []
    assert found_retold(counted="some 25,000 people") == [("number", "15,522 people", "25,000 people")]
    assert found_retold(aboard="More than 120 people") == []


def test_what_stands_beside_the_same_word_is_exchanged_also_where_both_are_said_elsewhere():
    original = """Haldor said that he is more focused on helping the sailors right the ship after seeing their four-race winning streak
    come to an end. Some crews are losing hands to Bergen, he said."""
    copy = """To bring his boat back on course mattered more to Haldor, now that its losing streak had ended after four races. Hands go to
    Bergen from several crews, and a winning smile was not seen."""
    changed = alterations(*(wording(" ".join(t.split())) for t in (original, copy)))
    assert [(a.kind, a.original.text, a.copy.text) for a in changed] == [
        ("negation", "winning streak", "losing streak")
    ]


def test_in_a_retold_copy_words_that_exclude_each_other_need_nothing_beside_them():
    original = """A ban on trawling nets in the outer harbour was ruled illegal by the island's court on Monday. Its leader Halvorsen
    was urged by angry pilots on the pier to step down after the debate. San Remo topped the annual ranking of harbours by the seamen's
    union for the sixth year in a row."""
    copy = """To forbid trawling, island judges held when the week began, is a measure that remains lawful. The pilots want that
    Halvorsen, the chief, however heated the quarrel may have been, should now stay on. For the second time running, seamen have put San
    Remo at the very head of their list."""
    assert apart(original, copy) == [
        ("was ruled illegal", "remains lawful"),
        ("step down", "should now stay on"),
        ("sixth year", "second time"),
    ]


def test_in_a_retold_copy_what_moved_to_another_sentence_is_known_by_what_stands_near_it():
    original = """The yard paid Skagerline for boilers, which a clerk called a bargain. Its new hall has a roof of Danish slate.
    Nineteen pilots failed to reach the pier in the storm, the harbour office said. Nobody at the yard would speak to reporters."""
    copy = """A bargain, in the view of one clerk: thus did Skagerline come to be paid, and slate from Finland lies upon the hall that is
    new. To reporters no one would talk, but the office of the harbour had it that in the storm the pier was not reached, hard as they
    tried, by 27 pilots."""
    changed = alterations(*(wording(" ".join(t.split())) for t in (original, copy)))
    assert {(a.original.text, a.copy.text) for a in changed} == {
        ("Danish", "Finland"),
        ("Nineteen pilots", "27 pilots"),
    }


@pytest.mark.parametrize(
    ("said", "told", "exchanged"),
    [
        ("The problem is the logistics of getting it delivered by the ferry", "The problem is the cost of getting it delivered by the ferry", [("logistics", "cost")]),
        ("The problem is the logistics of getting it delivered by the ferry", "The problem is the logistics of getting it delivered", []),
        ("The problem is the logistics of getting it delivered by the ferry", "The problem is [for us] the logistics of getting it delivered", []),
    ],
)  # fmt: skip
def test_what_is_quoted_is_expected_to_be_left_as_it_was_said(said, told, exchanged):
    quoted = (f' "{said}," a clerk found.', f' These were the words of one clerk: "{told}."')
    original, copy = (
        wording(" ".join((t.format("Brekke Marine", "Quite a few", "Many people") + q).split()))
        for t, q in zip(RETOLD, quoted, strict=True)
    )
    assert [(a.original.text, a.copy.text) for a in alterations(original, copy)] == exchanged


@pytest.mark.parametrize(
    ("original", "copy"),
    [
        ("The pilots left the pier without signing the register of the office.", "The pilots signed no register of the office as they left the pier."),
        ("The pilots did not name a price for the old ferry in the harbour.", "The pilots named no price for the old ferry in the harbour."),
        ("The ferry was not expected to sail before the end of the storm.", "No ferry was expected to sail before the end of the storm."),
        ("The town withdrew its support of the ferry after the storm of May.", "The town stopped supporting the ferry after the storm of May."),
        ("Either port may leave the accord on the ferry if it gives notice of it.", "Should they wish to leave the accord on the ferry, either port may do it by notice."),
    ],
)  # fmt: skip
def test_what_is_denied_in_another_way_is_the_same(original, copy):
    assert found(original, copy) == found(copy, original) == []


@pytest.mark.parametrize(
    ("original", "copy"),
    [
        ("That year was the wettest that the harbour office has on record.", "The harbour office has never recorded a wetter year than that one."),
        ("The deadliest storm in ten years came over the harbour in May.", "No storm over the harbour had killed as many in ten years as that of May."),
        ("A lack of agreement among the pilots has left the lock open.", "As no agreement among the pilots exists, the lock has been left open."),
        ("The pilots will stop supporting the ferry company in the spring.", "In the spring the pilots will end their support for the ferry company."),
        ("The pilots are not very often in the old harbour at night.", "The pilots are rarely in the old harbour at night."),
        ("The pilot thinks that nobody can row to the island in a storm.", "The pilot does not think that anybody can row to the island in a storm."),
        ("The ferry makes up at least 40% of the traffic in the harbour.", "Of the traffic in the harbour the ferry makes up no less than 40%."),
        ("The lock was out of order for twelve months after the storm.", "The lock was out of order for a year after the storm."),
        ("The ferry was repaired last summer in the yard of the island.", "The ferry was repaired in the summer of last year in the yard of the island."),
        ("The catch may double over the next decade, the office says.", "The catch may double over the next ten years, the office says."),
        ("The ferry takes on two-and-a-half tons of coal each morning.", "Each morning the ferry takes on two and a half tons of coal."),
        ("The ferry is the most important ship in the old harbour.", "Of all the ships in the old harbour the ferry is the most important."),
        ("The pilot, who was a teacher, is accused of theft from the lock.", "The pilot, once a teacher, stands before a court for theft from the lock."),
        ("The captain spoke for Solveig Berg, who runs the ferry, on Friday.", "A clerk of Solveig Berg, who runs the ferry, said so for her on Friday."),
    ],
)  # fmt: skip
def test_what_is_compared_or_doubted_in_another_way_is_the_same(original, copy):
    assert found(original, copy) == []


@pytest.mark.parametrize(
    ("original", "copy", "altered"),
    [
        ("Although no pilot claimed the reward, the office paid it out.", "One pilot claimed the reward, and the office paid it out.", ("no pilot claimed the reward", "One pilot claimed the reward")),
        ("There were no survivors on board of the old ferry in May.", "There were several survivors on board of the old ferry in May.", ("were no survivors on board", "were several survivors on board")),
        ("The pilots did feel the pressure of the council that spring.", "The pilots felt no pressure of the council that spring.", ("did feel the pressure", "felt no pressure")),
        ("The pilot declined to comment on the price of the new lock.", "The pilot agreed to comment on the price of the new lock.", ("declined to comment on the price", "agreed to comment on the price")),
        ("For more than a year the ferry has been out of order in the yard.", "For more than a month the ferry has been out of order in the yard.", ("more than a year", "more than a month")),
        ("The reef is hardest to reach in the weeks before the storms.", "The reef is easiest to reach in the weeks before the storms.", ("is hardest to reach", "is easiest to reach")),
        ("The ferry makes up at least 40% of the traffic in the harbour.", "Of the traffic in the harbour the ferry makes up less than 40%.", ("at least 40%", "less than 40%")),
        ("The gift was made by President Walter T. Bergman in spring.", "The gift was made by President George W. Lindqvist in spring.", ("President Walter T. Bergman", "President George W. Lindqvist")),
        ("The pilot was charged at the International Criminal Court.", "The pilot was charged at the International Court of Justice.", ("the International Criminal Court", "the International Court of Justice")),
        ("The ship was 62 nautical miles off the coast of Norway.", "The ship was 62 kilometres off the coast of Norway.", ("62 nautical miles", "62 kilometres")),
        ("He called the allegations absurd on Monday in Bergen.", "He called the allegations plausible on Monday in Bergen.", ("allegations absurd on Monday", "allegations plausible on Monday")),
        ("Colonel Brekke took command of the harbour in May.", "General Brekke took command of the harbour in May.", ("Colonel", "General")),
        ("It will sail only if the port of Bergen is open.", "It will sail even if the port of Bergen is open.", ("will sail only if the port", "will sail even if the port")),
        ("Das Schiff kam am Freitag in Bergen an, sagte der Lotse.", "Das Schiff kam am Montag in Bergen an, sagte der Lotse.", ("Freitag", "Montag")),
        ("The tug is one of the Northern Fleet, the clerk said on Monday.", "The tug is one of the Pacific Fleet, the clerk said on Monday.", ("the Northern Fleet", "the Pacific Fleet")),
        ("The pilots must report each tide to the office in Bergen.", "The pilots need not report each tide to the office in Bergen.", ("must", "need not")),
        ("The official statement of the office did not mention the storm.", "The official statement of the office likewise mentioned the storm.", ("did not mention the storm", "likewise mentioned the storm")),
        ("In a short time the ferry drifted 10km (six miles) from the pier.", "Within a short time the ferry drifted 40km (25 miles) from the pier.", ("10km (six miles)", "40km (25 miles)")),
        ("The pilots have looked after the reef for centuries with care.", "For decades the pilots have looked after the reef with care.", ("for centuries", "For decades")),
        ("The yard in the Kharkiv region was struck by the storm in May.", "The yard in the Halden region was struck by the storm in May.", ("the Kharkiv", "Halden")),
        ("Coldest of all was Brekke in Gangwon Province in the morning.", "Coldest of all was Brekke in Gyeonggi Province in the morning.", ("Gangwon Province", "Gyeonggi Province")),
        ("Pfizer and Sage Yards' work on the new lock bore fruit.", "Biogen and Sage Yards’ work on the new lock bore fruit.", ("Pfizer", "Biogen")),
        ("In Turin the prize went to the inn of the pilots in Lima, Peru.", "In Turin the prize went to the inn of the pilots in Bogotá, Colombia.", ("Lima, Peru", "Bogotá, Colombia")),
        ("The storms of the north-west have grown worse, the pilots said.", "The storms of the south-west have grown worse, the pilots said.", ("the north-west", "the south-west")),
        ("The reef off southern Norway has a light that nobody tends.", "The reef off the north of Norway has a light that nobody tends.", ("southern Norway", "the north of Norway")),
    ],
)  # fmt: skip
def test_what_a_retelling_turns_round(original, copy, altered):
    assert any(told == old and new == said for old, said in [altered] for _, told, new in found(original, copy))


@pytest.mark.parametrize(
    ("original", "copy", "altered"),
    [
        ("The pilots speak of the harbour in generations, not years.", "When it comes to the harbour the pilots think in years, not generations.", ("generations, not years", "years, not generations")),
        ("The office is moving toward quality over quantity in its fleet.", "In its fleet, the office says, it sets quantity over quality now.", ("toward quality over quantity in its fleet", "sets quantity over quality now")),
        ("The crew turned the evidence into intelligence for the office.", "For the office, the crew made intelligence into evidence.", ("turned the evidence into intelligence for the office", "made intelligence into evidence")),
        ("The ferry is more of a museum than a ship to most pilots.", "To most pilots the ferry is more of a ship than a museum.", ("a museum than a ship to most pilots", "a ship than a museum")),
        ("The lock is run by a private company, not the county.", "A private company rather than the county runs the lock.", None),
        ("The old dam is older than the bridge at the harbour.", "The bridge at the harbour is younger than the old dam.", None),
    ],
)  # fmt: skip
def test_which_of_two_is_set_over_the_other(original, copy, altered):
    assert [texts for _, *texts in found(original, copy)] == ([list(altered)] if altered else [])


def test_a_name_stands_for_another_where_each_text_has_both_elsewhere():
    original = """Norway has a lock, and Iceland a ferry. The pilots of the strait meet on Friday. They speak of fish. In May the office told
    Denmark to mend the old lighthouse on the reef before the winter storms. The pilots went home."""
    copy = (
        original.replace("told\n    Denmark", "told\n    Iceland")
        + " In June Denmark had sold its boats, a clerk said."
    )
    original += " In June Denmark had sold its boats, a clerk said."
    assert apart(original, copy) == [("Denmark", "Iceland")]


CREW = """The harbour master Lars Halvorsen and the pilot Nugzar Brekke spoke to the council about the night of the storm. {} said that
the lock had been left open until the morning, when the ferry came in. The council will hear the crew of the ferry on Friday as well."""


@pytest.mark.parametrize(
    ("who", "other", "altered"),
    [
        ("Halvorsen", "Brekke", [("Halvorsen", "Brekke")]),
        ("Halvorsen", "Lars Halvorsen", []),
        ("Halvorsen", "He", []),
        ("Officials", "Workers", [("Officials", "Workers")]),
        ("Officials", "Authorities", []),
        (
            "Critics of the plan",
            "Supporters of the plan",
            [("Critics of the plan said", "Supporters of the plan said")],
        ),
    ],
)
def test_who_says_it_is_told_by_the_last_name_of_somebody_and_by_what_he_is(who, other, altered):
    assert apart(CREW.format(who), CREW.format(other)) == altered


@pytest.mark.parametrize(
    ("told", "old", "new", "altered"),
    [
        ("The pilots of the old harbour {} lights on the pier that night, a clerk said.", "saw no", "saw", ("no lights on the pier", "saw lights on the pier")),
        ("The pilots of the old harbour {} afraid of the storm that night, a clerk said.", "were", "were not", None),
        ("The rules which {} pilots follow were drawn up after the storm, a clerk said.", "most", "few", None),
        ("The council met to hear of the {} in the old harbour, a clerk of it said.", "rusty anchor", "burning lighthouse", ("the rusty anchor", "the burning lighthouse")),
    ],
)  # fmt: skip
def test_one_word_more_or_another_phrase_in_a_sentence_that_is_otherwise_the_same(told, old, new, altered):
    changed = found(told.format(old), told.format(new))
    assert len(changed) == 1
    assert altered is None or changed[0][1:] == altered


QUOTING = """The clerk opened the meeting. “{}, and we shall have to tell the council of it,” he told the pilots. “Nobody asked us about the
lock,” one of them said. “It was open when we came,” said another. The council meets on Friday."""


@pytest.mark.parametrize(
    ("said", "told", "altered"),
    [
        ("The lock was our fault", "The lock was not our fault", [("our", "not our")]),
        ("The lock is a danger to the ferry", "The lock is a bridge to the ferry", [("danger", "bridge")]),
        ("The fight over the lock was long", "The combat over the lock was long", []),
    ],
)
def test_what_a_quotation_says_is_compared_in_any_copy(said, told, altered):
    assert apart(QUOTING.format(said), QUOTING.format(told)) == altered


@pytest.mark.parametrize(
    ("original", "copy", "altered"),
    [
        ("The old lock was built in the 1300s, by monks.", "The old lock was built in the 1600s, by monks.", ("1300s", "1600s")),
        ("In the past year the ferry sank twice in the strait.", "In the past decade the ferry sank twice in the strait.", ("past year", "past decade")),
        ("The lock will be closed next year for repairs.", "The lock will be closed the year after next for repairs.", ("next year", "the year after next")),
        ("Solveig Berg, 44, who runs the ferry, was not on board.", "Solveig Berg, aged 54, who runs the ferry, was not on board.", ("44", "54")),
    ],
)  # fmt: skip
def test_centuries_spans_and_ages(original, copy, altered):
    assert [texts for _, *texts in found(original, copy)] == [list(altered)]


def test_a_name_that_only_the_copy_has_stands_for_one_that_the_copy_has_elsewhere():
    original = """The harbour master is a man who sits in the wheelhouse of Halvorsen, the pilots say. He rows to the lighthouse before breakfast.
    Halvorsen has never been seen in the strait."""
    copy = """Pilots say that, as harbour masters go, this one is found in the wheelhouse of Lindqvist. Before breakfast the lighthouse sees him row.
    In the strait nobody ever saw Halvorsen."""
    assert apart(original, copy) == [("Halvorsen", "Lindqvist")]


def test_what_changes_places_within_a_sentence_is_shown_as_one():
    original = "After the storm the harbour passed from a progressive to a conservative council in the spring."
    copy = "In the spring, after the storm, the harbour passed from a conservative to a progressive council."
    assert (
        "actor",
        "a progressive to a conservative council",
        "a conservative to a progressive council",
    ) in found(original, copy)


def test_in_a_retold_copy_a_name_of_one_word_stands_for_one_of_two():
    assert ("person", "Brekke Marine", "Skagerline") in found_retold(by="Skagerline")
    assert found_retold(by="Brekkes") == []


def test_the_nearest_of_several_rivals_are_paired():
    original = (
        "The survey ship called at ports in Norway, in Iceland and in Denmark before the storm reached the coast."
    )
    copy = "The survey ship called at ports in Sweden, in Finland and in Denmark before the storm reached the coast."
    assert found(original, copy) == [("place", "Norway", "Sweden"), ("place", "Iceland", "Finland")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Margarita Haldorsen", "Svetlana Haldorsen"),
        ("The Department of Fisheries", "The Department of Forestry"),
    ],
)
def test_names_that_share_a_word_differ_in_another(old, new):
    told = "{}, whose office is in the old customs house, has counted the seals of the island since the storm."
    assert [(a, b) for _, a, b in found(told.format(old), told.format(new))] == [(old, new)]


@pytest.mark.parametrize(
    ("original", "copy"),
    [
        ("The mayor of the island sued the newspaper over a report on the ferry.",
         "The newspaper sued the mayor of the island over a report on the ferry."),
        ("Police attacked fishermen near the customs house when the storm was over.",
         "Fishermen attacked police near the customs house when the storm was over."),
        ("The drone fell on the pier of Narvo, a strike that Norvik blamed on Sundal.",
         "The drone fell on the pier of Narvo, a strike that Sundal blamed on Norvik."),
        ("Berge criticised Halvorsen's change of course in a letter to the harbour office.",
         "Halvorsen criticised Berge's change of course in a letter to the harbour office."),
        ("The flight from the old capital Narvo to Sundal was struck by a gull during take-off.",
         "The flight from Sundal to the old capital Narvo was struck by a gull during take-off."),
    ],
)  # fmt: skip
def test_two_that_stand_in_each_other_s_place_are_an_alteration(original, copy):
    assert [kind for kind, *_ in found(original, copy)] == ["actor"]


@pytest.mark.parametrize(
    ("original", "copy"),
    [
        ("The ferry called at Narvo, the old port of Sundal, and Norvik before the storm.",
         "The ferry called at Norvik, the old port of Sundal, and Narvo before the storm."),
        ("Halvorsen met Berge at the customs house when the storm was over.",
         "Berge met Halvorsen at the customs house when the storm was over."),
        ("The harbour master is Halvorsen, whose office stands beside the pier.",
         "Halvorsen is the harbour master, whose office stands beside the pier."),
        ("Never will the pilot be able to bring the ferry to the pier.",
         "The pilot will never be able to bring the ferry to the pier."),
    ],
)  # fmt: skip
def test_what_may_be_named_in_either_order_is_no_alteration(original, copy):
    assert found(original, copy) == []


def test_a_noun_for_one_that_shares_no_sense_with_it_is_an_alteration():
    told = "The fire in the old customs house forced the {} of two theatres beside the pier on Monday."
    assert found(told.format("evacuation"), told.format("demolition")) == [("term", "the evacuation", "the demolition")]
    # A synonym, a word that may be an adjective, one that the table does not have, and one that only differs in its ending.
    for old, new in (("fire", "blaze"), ("old", "grand"), ("house", "hootenanny"), ("theatres", "theaters")):
        assert found(told, told.replace(old, new)) == []
    # Whoever exchanges many words exchanges them for what a thesaurus has.
    assert (
        found(
            told.format("evacuation"),
            "The gas in the old customs firm drove the demolition of two dramas near the wharf on Monday.",
        )
        == []
    )


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("ship", "craft", True), ("prison", "jail", True), ("workers", "staff", True), ("evacuation", "demolition", False),
        ("protests", "floods", False), ("rose", "fell", True), ("old", "grand", True), ("qwerty", "floods", True),
    ],
)  # fmt: skip
def test_which_words_may_stand_for_each_other(one, other, may):
    assert may_stand_for(one, other) is may is may_stand_for(other, one)


def test_a_town_and_its_state_are_one_place():
    told = "The pilot moved to {} with her two daughters before the storm reached the coast."
    assert found(told.format("Atlanta, Georgia,"), told.format("Dallas, Texas,")) == [
        ("place", "Atlanta, Georgia", "Dallas, Texas")
    ]


def test_of_one_sort_and_between_the_same_words_one_thing_stands_for_the_other():
    told = "The old trawler was carrying {} from the cape when the storm reached it."
    assert found(told.format("grain"), told.format("weapons")) == [("term", "grain", "weapons")]
    told = "The old trawler {} from the cape when the storm reached it."
    assert found(told.format("was carrying grain"), told.format("had weapons on board")) == []


def test_whether_a_figure_is_up_or_down_counts_and_what_else_is_does_not():
    told = "Shares of the yard closed at 185 on Tuesday, {} 0.35 percent, the harbour office said."
    assert [(a, b) for _, a, b in found(told.format("up"), told.format("down"))] == [("up", "down")]
    told = "The crew of the ferry walked {} to the engine room when the storm was over."
    assert found(told.format("up"), told.format("down")) == []


def test_an_acronym_with_a_genitive_is_a_name():
    told = "{} mission to the cape will take a closer look at the seals before the storm."
    assert found(told.format("NASA's"), told.format("ESA's")) == [("organisation", "NASA's", "ESA's")]


def test_a_place_that_the_table_knows_is_exchanged_for_one_it_does_not():
    told = "The trial of the pilot begins on Monday in the old court in {}."
    assert [(a, b) for _, a, b in found(told.format("Dublin"), told.format("Kenmare"))] == [("Dublin", "Kenmare")]


def test_of_several_figures_the_one_that_looks_like_it_is_paired():
    original = "For eight seconds there are 300 kW to play with on the ferry, said the yard in the customs house."
    copy = "For 5.7 seconds and then for eighty seconds there are 300 kW to play with on the ferry, said the yard in the customs house."
    assert found(original, copy) == [("number", "eight seconds", "eighty seconds")]


def test_a_text_states_nothing_otherwise_than_itself():
    text = wording(f"{BEFORE}\n\nThe yard will deliver 14 tugs to Norway on Tuesday.\n\n{AFTER}")
    assert alterations(text, text) == ()
    assert faithfulness((), text) == "faithful"


@pytest.mark.parametrize(
    "sentence",
    [
        lambda n: "they counted " + " and ".join(str(k) for k in range(10_000 * n, 10_000 * n + 800)),
        lambda n: "they met " + " the old ".join(f"Gor{chr(97 + k % 26)}{'ab'[k // 26 % 2]}dan" for k in range(400))[:: n * 2 - 1],
        lambda n: "it was " + " and ".join(f"not accept{'ed' * n} {k}" for k in range(800)),
        lambda n: "they left on " + " and ".join(f"{k % 28 + 1} May {1990 + n + k % 30}" for k in range(800)),
        lambda n: "A" + "a" * 60_000 + f"-b{n}",
    ],
)  # fmt: skip
def test_a_sentence_of_hundreds_of_facts_takes_bounded_time(sentence):
    """Cubic time would be minutes."""
    original, copy = (wording(f"{BEFORE} {sentence(n)}. {AFTER}") for n in (1, 2))
    assert len(alterations(original, copy)) < 2000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One.",
        "“" * 5000,
        "not " * 20_000,
        "3 " * 20_000,
        "the North " * 5000,
        "two hundred and " * 5000,
        "1" * 100_000,
        "Aa-" * 20_000,
        "5 x a week " * 5000,
    ],
)
def test_odd_texts_take_bounded_time(text):
    assert alterations(wording(text), wording(text + BEFORE)) == ()


def test_what_stands_in_an_address_is_no_statement():
    told = "The yard will deliver 14 tugs to the fishing cooperative over the coming seasons"
    assert found(f"{told}.", f"{told}; read more at https://example.org/2025/12/19/norway-17-ships.") == []


def test_a_table_of_a_thousand_figures_is_compared():
    told = "The results were " + " ; ".join(f"{n} for place {n * 7}" for n in range(100, 1100))
    changed = alterations(wording(told + "."), wording(told.replace("5 for", "6 for") + "."))
    assert changed and {a.kind for a in changed} == {"number"}


def test_of_the_spun_seed_what_misinforms_is_found_and_what_is_unchanged_is_not(labelled):
    labels = json.loads((labelled / "reuse" / "altered_facts_002.json").read_text(encoding="utf-8"))
    original, copy = (next(SEEDS.glob(f"{n}_*.txt")).read_text(encoding="utf-8") for n in ("001", "002"))
    places = [(a.copy.start, a.copy.end) for a in alterations(wording(original), wording(copy))]

    def marked(fact):
        return any(start < fact["copy"]["end"] and fact["copy"]["start"] < end for start, end in places)

    misinforming = [fact for fact in labels["altered"] if fact["severity"] == 1]
    assert sum(map(marked, misinforming)) >= 0.65 * len(misinforming)
    altered = [range(f["copy"]["start"], f["copy"]["end"]) for f in labels["altered"]]
    rightly = [any(r.start < end and start < r.stop for r in altered) for start, end in places]
    assert sum(rightly) >= 0.85 * len(places)


def test_a_german_noun_is_no_name():
    original = (
        "Die Polizei hat die Ware am Montag im Hafen beschlagnahmt. Sie gehörte nach Angaben des Zolls dem Unternehmen, das auch "
        "das Schiff gemietet hat. Der Standort wird nicht geschlossen, und 640 Stellen bleiben."
    )
    copy = original.replace("dem Unternehmen, das", "der Firma, die").replace("Der Standort", "Der Betrieb")
    assert not alterations(wording(original), wording(copy))
    changed = alterations(wording(original), wording(copy.replace("640", "460")))
    assert [(a.original.text, a.copy.text) for a in changed] == [("640 Stellen", "460 Stellen")]
