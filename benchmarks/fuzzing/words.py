"""Small files of each kind, and the words and signs that mean something in them."""

from __future__ import annotations


def spelled(text: str) -> tuple[bytes, ...]:
    """Return words with what is invisible in it spelled: ␣ for a space, ⏎ for the end of a line."""
    return tuple(word.replace("␣", " ").replace("⏎", "\n").encode() for word in text.split())


YAML = spelled(
    "- : {} [] { [ }} ]] ? | > & * *a &a ! !!int !!python/object/apply:os.system <<: --- ... "
    "# ⏎␣␣ ⏎␣ ⏎- ⏎title:␣ ⏎author:␣ null ~ true 1e3 0x1F 2026-01-01 ⏎chapters:␣ ⏎print:␣ "
    "⏎lang:␣ ⏎isbn:␣ ⏎csl:␣ ⏎date:␣ ⏎nocite:␣ ⏎check-off:␣ ⏎toc-depth:␣ [[ {{ *x*␣^[note] $x$ "
    "../ / \\x \\u2028 @*"
)
SETTINGS = [
    b"""title: The *Tried*
subtitle: Line
author:
  - name: {family: Doe, given: Jane}
    orcid: 0000-0002-1825-0097
    affiliation: [a]
affiliations:
  - {id: a, name: Somewhere}
lang: en-US
date: 2026
csl: apa
toc: true
toc-depth: 2
number-sections: true
isbn: {pdf: 978-0-306-40615-7, epub: 978-1-86197-876-9}
subject:
  - {authority: BISAC, term: HIS032000, text: History / Europe}
keywords: [one, two]
nocite: "@*"
rights: All
license: CC BY 4.0
belongs-to-collection: Series
group-position: 7
issn: 0317-8471
check-off:
  typography-twice: looked at
chapters:
  - part: First
    chapters:
      - 01-one.md
print: {trim: a5, notes: chapter, pdf-standard: a-2a, bleed: 3mm}
epub: {page-list: false, store-files: true, certified-by: A}
docx: {}
""",
    b"title: T\nauthor: A\ncover-image: pic.png\nchapters: [01-one.md]\nbibliography: x.bib\n",
]
MARKDOWN = spelled(
    "[^1] [^1]: ^[ [@doe] @doe [@doe,␣p.␣3] [-@doe] [@ ]{ }{ {#x} {.x} {x=y} ::: :::␣{.verse} "
    ":::␣{#refs} :::␣{#index} [x]{.index} ⏎:::⏎ ⏎|␣a␣|␣b␣|⏎|---|---|⏎|␣c␣|␣d␣| ⏎+---+ ``` ~~~ "
    "` $ $$ \\( \\begin{x} \\end{x} \\ref{x} \\newpage <div> </div> <span <!-- --> <script> "
    "<img␣src=x> &amp; &#0; &#x110000; ![x](pic.png) ![ ]( [x](#y) [](#y){.pageref} @fig-x "
    "{#fig-x} @sec-x #␣ ⏎#␣ ⏎##␣ ⏎######␣ ⏎>␣ ⏎-␣ ⏎1.␣ ⏎␣␣␣␣ ⏎---⏎ ⏎---⏎title:␣x⏎---⏎ ⏎:␣ * "
    "** _ ~~ ^ ~ ' \" -- ... [ ] ( ) { } | \\ {{<␣pagebreak␣>}} {{< >}} {% %} ⏎|␣verse⏎ ⏎(@)␣ "
    "[[ >>>> ---- ____ ****"
)
CHAPTERS = [
    b"""# One {#sec-one}

Words *of* **weight** [@doe, p. 3; see @doe, {fol. 12r}] and @doe [p. 4].[^1] "Quoted -- so."

| a | b |
|---|:-:|
| c | d |

: Table. {#tbl-a}

See @fig-a, @tbl-a, [it](#sec-two){.pageref} and $x^2$.[^2]

![A picture](pic.png){#fig-a alt="x" width=50%}

$$y = \\frac{a}{b}$$ {#eq-a}

## Two {#sec-two .unnumbered}

> A quotation, \xd1\x81\xd0\xbb\xd0\xbe\xd0\xb2\xd0\xbe [\xd0\xb4\xd0\xb0]{lang=ru}.

1. one
2. two

   - three^[In the line.]

::: {.verse}
| A line
|   and another
:::

::: {.callout-note title="N"}
Words [index]{.index entry="A!b"}.
:::

Term
:   Meaning

[^1]: A note [@doe].

    Second paragraph.
[^2]: Another, `code`, <https://x.example/>.

::: {#refs}
:::
""",
]
BIBTEX = spelled(
    '@ @book{ @string{a= @comment{ @preamble{ { } {{ }} " # , = ⏎} ⏎@article{x, author␣= '
    "year␣= date␣= title␣=␣{ crossref␣=␣{doe} xdata= {\\'e} \\'{ \\v{ $x$ $^{ \\emph{ \\textsc{ \\ "
    "\\\\ % ␣and␣ and others , ,, ,,, pages= 1--2 1999-99-99 1999/.. ../1999 -0044 y17000 199X "
    "~ ? month=jan langid= options={useprefix=true} title-script={ author-script={ keywords= "
    "{\\relax \\def\\x{\\x\\x} \\url{ \\href{ ( )"
)
BIBLIOGRAPHIES = [
    b"""@string{press = {The Press}}
@book{doe, author = {Doe, Jane and {The Body} and von Roe, Jr, Richard}, title = {A {T}itle: Sub},
  publisher = press # { and Sons}, address = {C}, year = 1999, edition = {2}, langid = {russian}}
@article{roe, author = {Jos{\\'e} Roe}, journaltitle = "J", date = {1999-03/2000-04},
  pages = {1--20, 30}, volume = 3, number = {2}, doi = {10.1000/x}, crossref = {par}}
@incollection{inc, author = {A and others}, title = {T}, booktitle = {B}, editor = {E}, year = {n.d.}}
@proceedings{par, title = {P}, year = {c. 1999}}
@unpublished{arch, author = {Anon}, title = {L}, archive = {GARF}, note = {f. 1, op. 2}, date = {~1936}}
""",
    b"@online{o, author={family=Doe, given=J}, title={$x^2$ \\emph{x}}, url={http://x.example/%20}, urldate={2020-01-01}}\n",
]
JSON = spelled(
    '{ } [ ] [[ {{ "id": "type": "title": "author": "issued": "date-parts": null true -1 '
    '1e400 "" "\\ud800" , : "literal": [[1999]] [[]] {"raw":"x"} "circa":true "season":5 '
    '"family": "custom":'
)
CSL_JSON = b"""[{"id": "doe", "type": "book", "title": "A <i>b</i>", "author": [{"family": "Doe",
"given": "Jane", "non-dropping-particle": "von"}], "issued": {"date-parts": [[1999, 1, 2]]},
"page": "1-20", "volume": 3, "custom": {"title-script": "x"}}, {"id": 3, "type": "article-journal",
"title": "T", "issued": {"raw": "1999"}, "DOI": "10.1/x", "editor": [{"literal": "B"}]}]"""
CSL = spelled(
    '<text␣variable="title"/> <text␣macro="m"/> <names␣variable="author"/> '
    '<date␣variable="issued"/> <choose> </choose> <if> <else/> <group> </group> <layout> '
    '</layout> <macro␣name="m"> </macro> <sort> <key/> form="short" form="x" et-al-min="x" '
    'et-al-min="-1" <label/> <number/> <substitute/> <![CDATA[ ]]> <!-- --> &x; &lt; xmlns="" '
    'prefix=" suffix=" <!DOCTYPE␣x␣[<!ENTITY␣a␣"b">]> <?x␣y?> delimiter=" term="page"'
)
STYLE = b"""<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="en-GB">
  <info><title>T</title><id>http://x.example/t</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <locale xml:lang="en"><terms><term name="page" form="short"><single>p.</single>
    <multiple>pp.</multiple></term></terms></locale>
  <macro name="m"><names variable="author"><name form="long" and="text" delimiter=", "/>
    <et-al font-style="italic"/><label form="short"/><substitute><names variable="editor"/>
    <text variable="title"/></substitute></names></macro>
  <citation et-al-min="3" et-al-use-first="1" disambiguate-add-year-suffix="true">
    <sort><key macro="m"/></sort>
    <layout prefix="(" suffix=")" delimiter="; "><group delimiter=", "><text macro="m"/>
    <text variable="title" text-case="title"/><date variable="issued"><date-part name="year"/></date>
    <choose><if position="ibid"><text term="ibid"/></if><else-if type="book" match="any">
    <text variable="publisher"/></else-if><else><number variable="volume" form="ordinal"/></else></choose>
    <text variable="locator"/></group></layout></citation>
  <bibliography hanging-indent="true"><layout suffix="."><text macro="m"/></layout></bibliography>
</style>
"""
CSS = spelled(
    "{ } {{ }} ( ) ( [ ] ; : , @page @page:first{ @media␣print{ @import␣url(x); @font-face{ "
    "url(x) url( calc( calc(1px+ -1px 1e9px 0 1e-9em 100000% p{ *{ ::before{content: "
    "content:counter(x) float:footnote; position:running(x); display:none; display:flex; "
    "columns:3; columns:1000; font-size:0; font-size:1e6pt; line-height:0; line-height:-1; "
    "width:-5mm; size:0␣0; size:1mm␣1mm; size:1e5mm␣1e5mm; margin:500mm; margin:-500mm; /* */ "
    "<!-- \\ \\0 \\110000 !important var(--x) --x:var(--x); string-set:x␣content(); "
    "break-before:recto; hyphens:none; attr(x) target-counter( leader('.') :is( :not( :has( "
    "::footnote-call{ float:left; position:absolute; overflow:hidden; height:0; "
    "orphans:99999; widows:99999; break-inside:avoid; break-after:page;"
)
XML = spelled(
    "< > </ /> <!-- --> <![CDATA[ ]]> &x; &lt; &#0; &#xD800; <!DOCTYPE␣x␣[<!ENTITY␣a␣'b'>]> "
    '<?x␣y?> w:val="" w:id="x" w:id="-1" w:id="99999999999" r:id="none" Target="../../x" '
    'Type="x" <w:p> </w:p> <w:r> <w:footnoteReference␣w:id="9"/> '
    '<w:fldChar␣w:fldCharType="begin"/> <w:ins> <w:del> <w:tbl/> <w:tc/> xmlns="" '
    'href="#none" href="none.xhtml" id="" epub:type="noteref" <nav> <svg> width="1e9" '
    'height="0" viewBox="x" viewBox="0␣0␣0␣0" <use␣href="#a"/> <path␣d="M0␣0L1e400␣1"/> <g> '
    'w:w="x" properties="nav"'
)
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40" width="60" height="40">
<defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs>
<style>.b { fill: url(#a) }</style><g transform="scale(2)"><path class="b" d="M0 0L10 10z"/>
<text x="1" y="9" font-family="serif">Words</text><use href="#a"/></g><image href="data:image/png;base64,AA==" width="3"
height="3"/></svg>"""
