"""Names that are introduced: "my name is …", "this is … calling", "it's …" with a known first name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.signals.entities.entity import EntityKind
from coach.signals.entities.line import Atom, Line

Named = tuple[EntityKind, str, range]

LONGEST = 3
_SURE: tuple[tuple[str, ...], ...] = tuple(
    tuple(cue.split())
    for cue in (
        "name is", "name's", "names", "surname is", "surname's", "name was", "name of", "name it's",
        "name that's", "call me", "you're speaking with", "you're speaking to", "speaking with",
        "you're talking to", "you're talking with", "you're through to", "you've reached",
        "you've got", "under the name", "goes by", "i go by", "go by", "surname",
    )
)  # fmt: skip
_IF_KNOWN: tuple[tuple[str, ...], ...] = tuple(
    tuple(cue.split())
    for cue in (
        "this is",
        "it's",
        "it is",
        "i'm",
        "i am",
        "here is",
        "that's",
        "speaking to",
        "with",
    )
)
_THEN = frozenset("speaking calling from here again on phoning ringing at with".split())
_NO_NAMES = frozenset(
    "a an the my your his her their our its it it's is was on in at to of for from and or but not no yes "
    "yeah so that this these those there here what who how why when where which i i'm you we they he "
    "she me us them him am are be been being have has had do does did will would can could should "
    "may might must um uh er okay ok right well just still already spelled spelt spelling with by as "
    "if because about calling speaking phoning ringing down up out off over under all any some every "
    "wrong correct different same also too very really actually sorry please thanks thank good fine "
    "great lovely perfect sure correct account number email phone address name surname first last "
    "middle double gonna going trying wanting looking one two three four five six seven eight nine "
    "ten zero oh it'll i've i'd like then than more most only never always now today tomorrow "
    "again back listed spelled registered written changed customer support service team department "
    "billing sales care desk line how's what's who's you're we're they're he's she's there's that's "
    "let lets let's got get getting go can't don't won't isn't wasn't didn't ma'am sir madam mr mrs "
    "ms miss doctor dr through somebody someone anyone nobody everybody everyone him something "
    "nothing anything everything quite pretty ridiculous terrible awful".split()
)
_GIVEN = frozenset(
    "aaron abby abdul abigail adam adrian agnes ahmed aisha alan albert alejandro alex alexander "
    "alice alicia alison allison amanda amara amber amelia amina amit amy ana anastasia andre andrea "
    "andrew andy angela anil anita ann anna anne annette anthony antonio anya arjun arthur asha ashley "
    "audrey ava barbara becky ben benjamin bernard beth betty beverley beverly bilal bob bonnie brandon "
    "brenda brian bridget bruce bryan callum cameron carl carla carlos carmen carol caroline catherine "
    "cathy charles charlotte chen chloe chris christina christine christopher ciara claire clara "
    "claudia colin connor corinne craig cynthia daisy daniel danielle danny darren dave david dawn "
    "deborah declan deepa denise dennis derek derrick diana diane diego dmitri dominic donald donna "
    "doris dorothy doug douglas duncan edith eduardo edward eileen elaine eleanor elena elijah "
    "elizabeth ella ellen ellie emeka emily emma eric erica erin ethan eva evelyn fatima felix fernando "
    "fiona florence frances francesca francis freya gareth gary gavin gemma geoff george georgia gerald "
    "geraldine gillian gina gordon graham greg gregory guy hannah harold harriet harry hassan hazel "
    "heather hector helen henry hilary holly howard hugh ian ibrahim imran ingrid irene iris isaac "
    "isabel isabella isla ivan jack jackie jacob jacqueline jake james jamie jan jane janet janice "
    "jared jasmine jason javier jean jeff jeffrey jenna jennifer jenny jeremy jerome jerry jess jessica "
    "jessie jill jim joan joanna joanne joe joel john jolene jonathan jordan jorge jose joseph josh joshua "
    "joyce juan judith judy julia julian julie justin karen kate katherine kathleen kathryn kathy katie "
    "keisha keith kelly ken kenneth kevin kieran kim kimberly kirsty kofi kristen kumar kyle lakshmi "
    "lamar lara larry latoya laura lauren laurence leah lee leila leo leon leonard leslie liam linda "
    "lindsay lisa liz lorna lorraine louis louise luca lucas lucy luis luke lydia lynn maggie malcolm "
    "mandy manuel marco marcus margaret maria marie marilyn mario marion marjorie marlon martha martin "
    "mary mateo matt matthew maureen maya megan mei melanie melissa michael michelle miguel mike miranda "
    "miriam mohamed mohammed moira molly mona monica morgan muhammad nadia nancy naomi natalie natasha "
    "nathan neil ngozi niamh nicholas nick nicola nicole nigel nina noah nora norma nuala olga oliver "
    "olivia oscar owen pamela patricia patrick paul paula pauline pedro peggy penny peter phil philip "
    "phoebe phyllis pierre polly priya rachel rahul raj rajesh ralph ramon raymond rebecca renee ricardo "
    "richard rita robert roberta robin rodney roger ronald rory rosa rosalind rose rosemary ross roy "
    "ruby rupert russell ruth ryan sabrina sadie sally sam samantha samir samuel sandra sanjay sara "
    "sarah scott sean sergio shane shannon sharon shauna sheila shirley siobhan sofia sonia sophia "
    "sophie stacey stanley stella stephanie stephen steve steven stuart sunita susan suzanne sylvia "
    "tamara tanya tara teresa terrence terry thelma theo theresa thomas tiffany tim timothy tina toby "
    "todd tom tommy tony tracey tracy trevor trisha ursula valerie vanessa vera veronica vicky victor "
    "victoria vijay vincent virginia vivian wanda warren wayne wendy wesley william yasmin yolanda "
    "yusuf yvonne zach zachary zara zoe".split()
)


def names(line: Line) -> Iterator[Named]:
    """The names that an utterance introduces."""
    said = line.atoms
    for place in range(len(said)):
        for cue in _SURE:
            if _says(said, place, cue):
                yield from _name(said, place + len(cue), sure=True)
        for cue in _IF_KNOWN:
            if _says(said, place, cue):
                yield from _name(said, place + len(cue), sure=False)
        if said[place].text in _GIVEN and place + 1 < len(said):
            if said[place + 1].text == "speaking" or (
                said[place + 1].text == "here" and place + 2 == len(said)
            ):
                yield _entity(said, place, place + 1)


def _says(said: Sequence[Atom], place: int, cue: tuple[str, ...]) -> bool:
    if said[place].text != cue[0]:
        return False
    return all(place + i < len(said) and said[place + i].text == word for i, word in enumerate(cue))


def _name(said: Sequence[Atom], start: int, *, sure: bool) -> Iterator[Named]:
    while start < len(said) and said[start].text in {"mr", "mrs", "ms", "miss", "dr", "uh", "um"}:
        start += 1
    stop = start
    while stop < len(said) and stop < start + LONGEST and _may_be_name(said[stop].text):
        stop += 1
    if stop == start:
        return
    known = said[start].text in _GIVEN
    calling = stop < len(said) and said[stop].text in _THEN and stop - start <= 2
    if sure or known:
        length = stop - start if sure or stop == len(said) or calling else min(2, stop - start)
        yield _entity(said, start, start + length)


def _may_be_name(text: str) -> bool:
    letters = text.replace("'", "")
    return letters.isalpha() and len(letters) > 1 and text not in _NO_NAMES


def _entity(said: Sequence[Atom], start: int, stop: int) -> Named:
    words = range(said[start].word, said[stop - 1].word + 1)
    value = " ".join(atom.text.title().replace("'S", "'s") for atom in said[start:stop])
    return EntityKind.NAME, value, words
