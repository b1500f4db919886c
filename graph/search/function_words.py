"""Words that carry no subject of their own, spelled as `analysis.letters` does."""

from typing import Final

# Words that mean something in the other language (`it`, `men`, `who`) are left out.
_DANISH: Final = """
    ad aer af alle allerede alt anden andet andre at baade blandt blev blive bliver da de dem
    den denne der deres derfor desuden det dette disse dog du efter eller en end er et flere
    foer for fordi fra gennem gerne han har havde have hele hende hendes her heraf hertil
    herunder hos hun hvad hvem hver hvilke hvilken hvilket hvis hvor hvoraf hvordan hvorfor
    hvornaar hvorved i ifm igen ikke imod ind inden indenfor indtil ja jeg jo kan kun kunne lige
    man mange med meget mellem mens mere mest mod naar ned nogen noget nogle nok nu o oevrige og
    ogsaa om omkring op os over overfor paa saa saadan sammen samt selv ses sig sin sine sit
    skal skulle som thi til tilbage ud uden udenfor under vaere vaeret var ved vi vil ville vor
    vores
"""
_ENGLISH: Final = """
    a about all also an and any are as at be been between both but by can could did do does each
    for from had has have how i if in into is its more most no not of on one or other our over
    shall should so some such than that the their them then there these they this those through
    to under up very was we were what when where which while why will with would you your
"""
FUNCTION_WORDS: Final = frozenset((_DANISH + _ENGLISH).split())

# Endings that make a word of another, and beginnings that are no words where they stand: `frihed`
# is not made of `fri` and a word `hed`.
_AFFIXES: Final = """
    ager agere ages agtig artet bar barhed dels dom else elsen elser elses ende erede eres fore
    hed heden heder heds inge ingen inger isme lige ligere lighed ligheden ligheder ligt ling
    ning ningen ninger nings sagt sammen skab skabe skaben skaber skabet skabs somt ssig tion
    vaerd vist
"""
AFFIXES: Final = frozenset(_AFFIXES.split())
