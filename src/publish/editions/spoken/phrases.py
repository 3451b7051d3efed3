"""How formulas are read aloud in each language: turns of phrase, signs, Greek letters.

A turn that ends with "end ..." closes what is longer than one sign, so that a listener knows where
a fraction or a root stops, as in speech rules for mathematics (MathSpeak, ClearSpeak).
"""

from __future__ import annotations

_TURNS = (
    "square", "cube", "power", "long power", "index", "long index", "fraction", "long fraction",
    "choose", "root", "long root", "cube root", "other root", "from to", "over", "limit", "below",
    "above", "bar", "hat", "tilde", "vector", "dot", "two dots", "absolute", "norm", "row", "line",
    "case", "matrix", "capital",
)  # fmt: skip
_EN = """
{a} squared | {a} cubed | {a} to the power {b} | {a} to the power {b}, end power
{a} sub {b} | {a} sub {b}, end sub | {a} over {b} | the fraction {a} over {b}, end fraction
{a} choose {b} | the square root of {a} | the square root of {a}, end root
the cube root of {a}, end root | the root of order {b} of {a}, end root
{a} from {b} to {c} of | {a} over {b} of | the limit for {b} of | {a} with {b} below
{a} with {b} above | {a} bar | {a} hat | {a} tilde | vector {a} | {a} dot | {a} double dot
the absolute value of {a}, end absolute value | the norm of {a}, end norm
row {n}: {a} | line {n}: {a} | case {n}: {a} | the matrix {a}, end matrix | capital {a}
"""
_DE = """
{a} zum Quadrat | {a} hoch drei | {a} hoch {b} | {a} hoch {b}, Ende Exponent
{a} Index {b} | {a} Index {b}, Ende Index | {a} durch {b} | der Bruch {a} durch {b}, Ende Bruch
{a} über {b} | die Wurzel aus {a} | die Wurzel aus {a}, Ende Wurzel
die dritte Wurzel aus {a}, Ende Wurzel | die {b}-te Wurzel aus {a}, Ende Wurzel
{a} von {b} bis {c} von | {a} über {b} von | der Grenzwert für {b} von | {a} mit {b} darunter
{a} mit {b} darüber | {a} quer | {a} Dach | {a} Tilde | Vektor {a} | {a} Punkt | {a} zwei Punkte
der Betrag von {a}, Ende Betrag | die Norm von {a}, Ende Norm
Zeile {n}: {a} | Zeile {n}: {a} | Fall {n}: {a} | die Matrix {a}, Ende Matrix | großes {a}
"""
_FR = """
{a} au carré | {a} au cube | {a} puissance {b} | {a} puissance {b}, fin de puissance
{a} indice {b} | {a} indice {b}, fin d’indice
{a} sur {b} | la fraction {a} sur {b}, fin de fraction
{b} parmi {a} | la racine carrée de {a} | la racine carrée de {a}, fin de racine
la racine cubique de {a}, fin de racine | la racine d’ordre {b} de {a}, fin de racine
{a} de {b} à {c} de | {a} sur {b} de | la limite pour {b} de | {a} avec {b} dessous
{a} avec {b} dessus | {a} barre | {a} chapeau
{a} tilde | vecteur {a} | {a} point | {a} deux points
la valeur absolue de {a}, fin de valeur absolue | la norme de {a}, fin de norme
ligne {n}: {a} | ligne {n}: {a} | cas {n}: {a} | la matrice {a}, fin de matrice | {a} majuscule
"""
_ES = """
{a} al cuadrado | {a} al cubo | {a} elevado a {b} | {a} elevado a {b}, fin de exponente
{a} sub {b} | {a} sub {b}, fin de subíndice
{a} partido por {b} | la fracción {a} partido por {b}, fin de fracción
{a} sobre {b} | la raíz cuadrada de {a} | la raíz cuadrada de {a}, fin de raíz
la raíz cúbica de {a}, fin de raíz | la raíz de orden {b} de {a}, fin de raíz
{a} desde {b} hasta {c} de | {a} sobre {b} de | el límite para {b} de | {a} con {b} debajo
{a} con {b} encima | {a} barra | {a} circunflejo
{a} tilde | vector {a} | {a} punto | {a} dos puntos
el valor absoluto de {a}, fin de valor absoluto | la norma de {a}, fin de norma
fila {n}: {a} | línea {n}: {a} | caso {n}: {a} | la matriz {a}, fin de matriz | {a} mayúscula
"""
_IT = """
{a} al quadrato | {a} al cubo | {a} alla {b} | {a} elevato a {b}, fine esponente
{a} con indice {b} | {a} con indice {b}, fine indice
{a} fratto {b} | la frazione {a} fratto {b}, fine frazione
{a} su {b} | la radice quadrata di {a} | la radice quadrata di {a}, fine radice
la radice cubica di {a}, fine radice | la radice di ordine {b} di {a}, fine radice
{a} da {b} a {c} di | {a} su {b} di | il limite per {b} di | {a} con {b} sotto
{a} con {b} sopra | {a} barra | {a} cappello | {a} tilde | vettore {a} | {a} punto | {a} due punti
il valore assoluto di {a}, fine valore assoluto | la norma di {a}, fine norma
riga {n}: {a} | riga {n}: {a} | caso {n}: {a} | la matrice {a}, fine matrice | {a} maiuscola
"""
_RU = """
{a} в квадрате | {a} в кубе | {a} в степени {b} | {a} в степени {b}, конец степени
{a} с индексом {b} | {a} с индексом {b}, конец индекса
{a} делить на {b} | дробь {a} делить на {b}, конец дроби
число сочетаний из {a} по {b} | корень из {a} | корень из {a}, конец корня
кубический корень из {a}, конец корня | корень степени {b} из {a}, конец корня
{a} от {b} до {c} от | {a} по {b} от | предел при {b} от | {a}, снизу {b}
{a}, сверху {b} | {a} с чертой | {a} с крышкой
{a} с тильдой | вектор {a} | {a} с точкой | {a} с двумя точками
модуль {a}, конец модуля | норма {a}, конец нормы
строка {n}: {a} | строка {n}: {a} | случай {n}: {a} | матрица {a}, конец матрицы | {a} прописная
"""

_SIGNS = (
    "+ − = ≠ < > ≤ ≥ ≈ ∼ ≡ ∝ ∈ ∉ ⊂ ⊆ ∪ ∩ ∖ × ⋅ ÷ / ± ∓ → ↦ ⇒ ⇔ ∧ ∨ "
    "¬ ∀ ∃ ∞ ∂ ∇ ∑ ∏ ∫ ∅ ! % ( ) [ ] { } | ∣ ‖ … ⋯ ′ ″ ∘ * ℝ ℕ ℤ ℚ ℂ"
)
_SIGNS_EN = """
plus;minus;equals;is not equal to;is less than;is greater than;is at most;is at least
is about;is similar to;is identical to;is proportional to;is in;is not in;is a subset of
is a subset of or equal to;union;intersection;without;times;times;divided by;divided by
plus or minus;minus or plus;to;is mapped to;implies;is equivalent to;and;or;not;for all
there is;infinity;partial;nabla;the sum;the product;the integral;the empty set;factorial;percent
open parenthesis;close parenthesis;open bracket;close bracket;open brace;close brace;bar;given
double bar;and so on;and so on;prime;double prime;degrees;star;the real numbers
the natural numbers;the integers;the rational numbers;the complex numbers
"""
_SIGNS_DE = """
plus;minus;gleich;ungleich;kleiner als;größer als;kleiner oder gleich;größer oder gleich
ungefähr gleich;ähnlich;identisch mit;proportional zu;Element von;nicht Element von;Teilmenge von
Teilmenge von oder gleich;vereinigt mit;geschnitten mit;ohne;mal;mal;geteilt durch;durch
plus oder minus;minus oder plus;gegen;wird abgebildet auf;daraus folgt;genau dann, wenn;und;oder
nicht;für alle;es gibt;unendlich;partiell;Nabla;die Summe;das Produkt;das Integral;die leere Menge
Fakultät;Prozent;Klammer auf;Klammer zu;eckige Klammer auf;eckige Klammer zu
geschweifte Klammer auf;geschweifte Klammer zu;Strich;unter der Bedingung;Doppelstrich
und so weiter;und so weiter;Strich;zwei Strich;Grad;Stern;die reellen Zahlen
die natürlichen Zahlen;die ganzen Zahlen;die rationalen Zahlen;die komplexen Zahlen
"""
_SIGNS_FR = """
plus;moins;égale;est différent de;est inférieur à;est supérieur à;est inférieur ou égal à
est supérieur ou égal à;est environ égal à;est semblable à;est identique à;est proportionnel à
appartient à;n’appartient pas à;est inclus dans
est inclus dans ou égal à;union;intersection;privé de
fois;fois;divisé par;sur;plus ou moins;moins ou plus
tend vers;a pour image;implique;équivaut à;et;ou
non;pour tout;il existe;infini;d rond;nabla;la somme;le produit;l’intégrale;l’ensemble vide
factorielle;pour cent;parenthèse ouvrante;parenthèse fermante;crochet ouvrant;crochet fermant
accolade ouvrante;accolade fermante;barre;sachant;double barre;et ainsi de suite;et ainsi de suite
prime;seconde;degrés;étoile;les nombres réels;les entiers naturels;les entiers relatifs
les nombres rationnels;les nombres complexes
"""
_SIGNS_ES = """
más;menos;igual a;distinto de;menor que;mayor que;menor o igual que;mayor o igual que
aproximadamente igual a;semejante a;idéntico a;proporcional a;pertenece a;no pertenece a
está contenido en;está contenido en o es igual a;unión;intersección;menos;por;por;dividido por;entre
más menos;menos más;tiende a;se aplica en;implica;equivale a;y;o;no;para todo;existe;infinito
parcial;nabla;la suma;el producto;la integral;el conjunto vacío;factorial;por ciento
abre paréntesis;cierra paréntesis;abre corchete;cierra corchete;abre llave;cierra llave;barra
dado;doble barra;y así sucesivamente;y así sucesivamente;prima;segunda;grados;asterisco
los números reales;los números naturales;los números enteros;los números racionales
los números complejos
"""
_SIGNS_IT = """
più;meno;uguale a;diverso da;minore di;maggiore di;minore o uguale a;maggiore o uguale a
circa uguale a;simile a;identico a;proporzionale a;appartiene a;non appartiene a;è contenuto in
è contenuto in o uguale a;unione;intersezione;meno;per;per;diviso;diviso;più o meno;meno o più
tende a;ha per immagine;implica;equivale a;e;o;non;per ogni;esiste;infinito;parziale;nabla
la somma;il prodotto;l’integrale;l’insieme vuoto;fattoriale;per cento;aperta parentesi
chiusa parentesi;aperta quadra;chiusa quadra;aperta graffa;chiusa graffa;barra;dato;doppia barra
e così via;e così via;primo;secondo;gradi;asterisco;i numeri reali;i numeri naturali
i numeri interi;i numeri razionali;i numeri complessi
"""
_SIGNS_RU = """
плюс;минус;равно;не равно;меньше;больше;меньше или равно;больше или равно;приблизительно равно
подобно;тождественно;пропорционально;принадлежит;не принадлежит;содержится в
содержится в или совпадает с;объединение;пересечение;без;умножить на;умножить на;разделить на
делить на;плюс минус;минус плюс;стремится к;переходит в;следовательно;равносильно;и;или;не
для всех;существует;бесконечность;частная производная;набла;сумма;произведение;интеграл
пустое множество;факториал;процентов;скобка открывается;скобка закрывается
квадратная скобка открывается;квадратная скобка закрывается;фигурная скобка открывается
фигурная скобка закрывается;черта;при условии;двойная черта;и так далее;и так далее;штрих;два штриха
градусов;звёздочка;действительные числа;натуральные числа;целые числа;рациональные числа
комплексные числа
"""

_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_GREEK_NAMES = {
    "en": "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho"
    " sigma tau upsilon phi chi psi omega",
    "de": "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda My Ny Xi Omikron Pi Rho"
    " Sigma Tau Ypsilon Phi Chi Psi Omega",
    "fr": "alpha bêta gamma delta epsilon zêta êta thêta iota kappa lambda mu nu xi omicron pi rhô"
    " sigma tau upsilon phi khi psi oméga",
    "es": "alfa beta gamma delta épsilon dseta eta theta iota kappa lambda mu nu xi ómicron pi ro"
    " sigma tau ípsilon fi ji psi omega",
    "it": "alfa beta gamma delta epsilon zeta eta theta iota kappa lambda mi ni xi omicron pi rho"
    " sigma tau ypsilon fi chi psi omega",
    "ru": "альфа бета гамма дельта эпсилон дзета эта тета йота каппа лямбда мю ню кси омикрон пи ро"
    " сигма тау ипсилон фи хи пси омега",
}


def _turns(text: str) -> dict[str, str]:
    parts = [part.strip() for line in text.strip().splitlines() for part in line.split("|")]
    return dict(zip(_TURNS, parts, strict=True))


def _signs(text: str) -> dict[str, str]:
    parts = [part.strip() for line in text.strip().splitlines() for part in line.split(";")]
    return dict(zip(_SIGNS.split(), parts, strict=True))


TURNS = {
    "en": _turns(_EN),
    "de": _turns(_DE),
    "fr": _turns(_FR),
    "es": _turns(_ES),
    "it": _turns(_IT),
    "ru": _turns(_RU),
}
SIGNS = {
    language: _signs(text) | dict(zip(_GREEK, _GREEK_NAMES[language].split(), strict=True))
    for language, text in (
        ("en", _SIGNS_EN),
        ("de", _SIGNS_DE),
        ("fr", _SIGNS_FR),
        ("es", _SIGNS_ES),
        ("it", _SIGNS_IT),
        ("ru", _SIGNS_RU),
    )
}
