"""What a file is, told by its name and its place: dedication, preface, appendix, index..."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath

from publish.model.document import Matter, Role

# File names in the languages that the generated words know, without accents.
_STEMS: dict[Role, str] = {
    Role.COVER: "cover",
    Role.HALF_TITLE: "half-title halftitle bastard-title schmutztitel faux-titre occhiello",
    Role.TITLE_PAGE: "title-page titlepage title titelseite titelblatt page-de-titre portada "
    "frontespizio titelpagina strona-tytulowa titulnyj-list титульный-лист титульна-сторінка",
    Role.COPYRIGHT: "copyright copyright-page imprint impressum mentions-legales creditos "
    "выходные-данные вихідні-дані",
    Role.DEDICATION: "dedication widmung dedicace dedicatoria dedica opdracht dedykacja "
    "посвящение присвята 献辞 献词",
    Role.EPIGRAPH: "epigraph epigraphs motto epigraphe epigrafe epigrafo motyw эпиграф епіграф",
    Role.CONTENTS: "contents toc table-of-contents inhalt inhaltsverzeichnis table-des-matieres "
    "sommaire indice-general sommario sumario inhoud inhoudsopgave spis-tresci оглавление "
    "содержание зміст 目录 目次",
    Role.LIST_OF_FIGURES: "list-of-figures list-of-illustrations abbildungsverzeichnis",
    Role.LIST_OF_TABLES: "list-of-tables tabellenverzeichnis",
    Role.ABSTRACT: "abstract summary zusammenfassung resume resumen riassunto samenvatting "
    "streszczenie аннотация анотація 摘要 要旨",
    Role.FOREWORD: "foreword geleitwort avant-propos prologo-ajeno woord-vooraf",
    Role.PREFACE: "preface vorwort prefacio prefazione voorwoord przedmowa предисловие передмова "
    "前言 序 序文 はじめに 서문 مقدمة הקדמה",
    Role.ACKNOWLEDGMENTS: "acknowledgments acknowledgements thanks danksagung dank remerciements "
    "agradecimientos ringraziamenti agradecimentos dankwoord podziekowania благодарности подяки "
    "致谢 謝辞",
    Role.INTRODUCTION: "introduction intro einleitung einfuhrung introduccion introduzione "
    "introducao inleiding wstep wprowadzenie введение вступ 引言 导论 序論 序章",
    Role.PROLOGUE: "prologue prolog prologo proloog пролог",
    Role.CONCLUSION: "conclusion conclusions schluss schlusswort fazit conclusiones conclusione "
    "conclusioni conclusao conclusie besluit zakonczenie заключение висновки 结论 結論 終章",
    Role.EPILOGUE: "epilogue epilog epilogo epiloog эпилог епілог",
    Role.AFTERWORD: "afterword postscript nachwort postface posfacio postfazione nawoord poslowie "
    "послесловие післямова 后记 あとがき",
    Role.NOTES: "notes endnotes anmerkungen notas aantekeningen przypisy примечания примітки",
    Role.GLOSSARY: "glossary abbreviations glossar abkurzungen glossaire abreviations glosario "
    "glossario abreviaturas woordenlijst slowniczek глоссарий словарь словник сокращения 术语表",
    Role.BIBLIOGRAPHY: "bibliography references works-cited literatur "
    "literaturverzeichnis bibliographie bibliografia referencias riferimenti referenties "
    "literatuur bibliografie библиография литература бібліографія література 参考文献 书目",
    Role.INDEX: "index indexes register sachregister personenregister indice indice-analitico "
    "indice-remissivo indeks skorowidz указатель покажчик 索引",
    Role.CONTRIBUTORS: "contributors about-the-author about-the-authors about-the-editor "
    "about-the-editors about-the-contributors author authors autoren autorinnen-und-autoren "
    "uber-den-autor uber-die-autorin auteurs a-propos-de-l-auteur autores sobre-el-autor autori "
    "sull-autore sobre-o-autor over-de-auteur auteur o-autorze об-авторе авторы про-автора автори "
    "作者简介 著者略歴",
    Role.COLOPHON: "colophon kolophon kolofon колофон",
}


def normal_stem(stem: str) -> str:
    """Return a file name for comparing: `03_Préface` and `3 preface` are `preface`."""
    letters = unicodedata.normalize("NFKD", stem.casefold()).replace("ł", "l")
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    hyphenated = re.sub(r"[\s_.'’-]+", "-", plain).strip("-")
    return re.sub(r"^\d+-?(?=\D)", "", hyphenated)


_BY_STEM = {normal_stem(stem): role for role, stems in _STEMS.items() for stem in stems.split()}
ROLE_NAMES = tuple(sorted({role.value for role in Role} | set(_BY_STEM)))
_SERIES = (
    (Role.PART, re.compile(r"(part|teil|partie|parte|deel|czesc|часть|частина)(-.+|\d+)?")),
    (
        Role.APPENDIX,
        re.compile(
            r"(appendix|app|anhang|annexe?|apendice|appendice|bijlage|aneks|dodatek|приложение|"
            r"додаток|附录|付録)(-.+|\d+)?"
        ),
    ),
)
_FRONT_FOLDERS = ("front", "frontmatter", "front-matter")
_BACK_FOLDERS = ("back", "backmatter", "back-matter")
_OF_THE_BODY = frozenset(
    {
        Role.PART,
        Role.CHAPTER,
        Role.INTRODUCTION,
        Role.PROLOGUE,
        Role.CONCLUSION,
        Role.EPILOGUE,
    }
)
_NUMBERED = frozenset({Role.PART, Role.CHAPTER, Role.APPENDIX})
_NOT_IN_CONTENTS = frozenset(
    {
        Role.COVER,
        Role.HALF_TITLE,
        Role.TITLE_PAGE,
        Role.COPYRIGHT,
        Role.DEDICATION,
        Role.EPIGRAPH,
        Role.CONTENTS,
    }
)


def role_named(word: str) -> Role | None:
    """Return the role that an author names: a value of `Role`, or any known file name."""
    stem = normal_stem(word)
    return Role(stem) if stem in set(Role) else _of_stem(stem)


def role_of_file(path: str) -> Role:
    """Return the role that the name of a file tells; a plain chapter if it tells none."""
    return _of_stem(normal_stem(PurePosixPath(path).stem)) or Role.CHAPTER


def _of_stem(stem: str) -> Role | None:
    if stem in _BY_STEM:
        return _BY_STEM[stem]
    return next((role for role, form in _SERIES if form.fullmatch(stem)), None)


def matters(files: Sequence[tuple[str, Role]]) -> tuple[Matter, ...]:
    """Return the division of the book for each file (path, role), in reading order.

    Front matter is what stands before the first chapter, back matter what stands after the last;
    a file in `front/` or `back/` is no chapter, whatever its name says.
    """
    body = [
        number
        for number, (path, role) in enumerate(files)
        if role in _OF_THE_BODY and not folder_matter(path)
    ]
    if not body:
        return tuple(folder_matter(path) or _alone(role) for path, role in files)
    return tuple(
        Matter.FRONT if number < body[0] else Matter.BACK if number > body[-1] else Matter.BODY
        for number in range(len(files))
    )


def _alone(role: Role) -> Matter:
    """Return the division in a manuscript without chapters, by the role alone."""
    order = list(Role)
    if order.index(role) < order.index(Role.INTRODUCTION):
        return Matter.FRONT
    return Matter.BACK if order.index(role) > order.index(Role.EPILOGUE) else Matter.BODY


def folder_matter(path: str) -> Matter | None:
    """Return the division that a file's folder names."""
    folders = {part.lower() for part in PurePosixPath(path).parts[:-1]}
    if folders & set(_FRONT_FOLDERS):
        return Matter.FRONT
    return Matter.BACK if folders & set(_BACK_FOLDERS) else None


def is_numbered(role: Role, matter: Matter) -> bool:
    """Tell whether such a piece has a number in a book that numbers its chapters."""
    return role is Role.APPENDIX or (role in _NUMBERED and matter is Matter.BODY)


def is_listed(role: Role) -> bool:
    """Tell whether such a piece stands in the table of contents."""
    return role not in _NOT_IN_CONTENTS
