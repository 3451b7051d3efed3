"""What ONIX calls things: persons' parts in a book, languages, schemes of subjects.

Source: EDItEUR, ONIX for Books code lists, issue 75 (lists 5, 17, 26, 27, 74).
"""

from __future__ import annotations

# MARC relator -> list 17. What is not here counts as "other".
ROLES = {
    "aut": "A01",
    "cre": "A01",
    "ill": "A12",
    "pht": "A13",
    "aui": "A24",
    "aft": "A19",
    "cmm": "A21",
    "ann": "A20",
    "ctg": "A39",
    "bkd": "A36",
    "edt": "B01",
    "trl": "B06",
    "com": "C01",
    "ctb": "A32",
    "nrt": "E03",
}
OTHER_ROLE = "Z99"

# The schemes of EPUB 3.3, D.3.2 -> list 26/27.
SCHEMES = {
    "DDC": "01",
    "LCSH": "04",
    "AAT": "08",
    "UDC": "09",
    "BISAC": "10",
    "BIC": "12",
    "WGS": "26",
    "CLIL": "29",
    "NDC": "40",
}
# A Thema code with a figure at its head is a qualifier: of place, language, time, and so on.
THEMA = {"1": "94", "2": "95", "3": "96", "4": "97", "5": "98", "6": "99"}
THEMA_CATEGORY = "93"
KEYWORDS, OWN_SCHEME = "20", "24"

# ISO 639-1 -> ISO 639-2/B, which list 74 takes.
_PAIRS = """
aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak
be:bel bg:bul bi:bis bm:bam bn:ben bo:tib br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre
cs:cze cu:chu cv:chv cy:wel da:dan de:ger dv:div dz:dzo ee:ewe el:gre en:eng eo:epo es:spa
et:est eu:baq fa:per ff:ful fi:fin fj:fij fo:fao fr:fre fy:fry ga:gle gd:gla gl:glg gn:grn
gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:arm hz:her ia:ina id:ind
ie:ile ig:ibo ii:iii ik:ipk io:ido is:ice it:ita iu:iku ja:jpn jv:jav ka:geo kg:kon ki:kik
kj:kua kk:kaz kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor ky:kir la:lat
lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mao mk:mac ml:mal
mn:mon mr:mar ms:may mt:mlt my:bur na:nau nb:nob nd:nde ne:nep ng:ndo nl:dut nn:nno no:nor
nr:nbl nv:nav ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol ps:pus pt:por
qu:que rm:roh rn:run ro:rum ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag si:sin sk:slo
sl:slv sm:smo sn:sna so:som sq:alb sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel
tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn to:ton tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig
uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho yi:yid yo:yor za:zha zh:chi
zu:zul
"""
# Languages without a code of two letters.
_OTHERS = """
akk ang arc chg ckb cop dsb egy enm frm fro gez gmh goh got grc gsw hsb mul nds non ota pal peo
pro sam sga sux syr uga yue
"""
_LANGUAGES = dict(pair.split(":") for pair in _PAIRS.split())
_LONG = frozenset((*_LANGUAGES.values(), *_OTHERS.split()))


def language_code(tag: str) -> str:
    """Return what ONIX calls a language: `de-AT` -> `ger`; `und` for one that has no code."""
    language = tag.split("-")[0].lower()
    return _LANGUAGES.get(language, language if language in _LONG else "und")


def subject_scheme(authority: str, term: str) -> str:
    """Return the code of a scheme of subjects."""
    if authority == "Thema":
        return THEMA.get(term[:1], THEMA_CATEGORY)
    return SCHEMES.get(authority, OWN_SCHEME)
