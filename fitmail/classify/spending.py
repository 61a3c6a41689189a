"""The wordings around an amount that tell money to spend from what things cost, and sums from counts.

Gives: compiled patterns for folded text, which budget.py puts to use. UNIT_AFTER, FEWER, HUNDREDS_OF: so many of
    something; NO_NOUN: what may follow a sum without currency; CAP_AFTER, DENIED_AFTER: "… is our limit", "… we do not
    have"; RUNNING: "… a month for the licence"; A_THING with THING, THING_OF, NOUN_OF: "a £2,000 loom", "um tecido
    de 3 mil reais", unless one of FUNDS is what it is called; MONEY_WORD, PUT_BY: sums that need no currency.
Promises: no pattern repeats a group without a bound, so that none is slow on hostile text.
"""

from __future__ import annotations

import re

UNIT_AFTER = re.compile(
    r"\s?(?:%|people|persons|members|users|homes|families|familias|personas|pessoas|socios|socias|miembros|membros"
    r"|usuarios"
    r"|years|anos|days|dias|hours|horas|weeks|semanas|months|meses|pages|paginas|km|kg|words|palabras|palavras|staff"
    r"|products|productos|produtos|pupils|students|alumnos|alunos|visitors|orders|pedidos|copies|volunteers|items"
    r"|rows"
    r"|records|registros|co-?ops|cooperativas|followers|subscribers|seguidores|suscriptores|assinantes|visits|visitas"
    r"|visitantes|views|downloads|descargas|lines|lineas|linhas|e-?mails|correos|contacts|contactos|contatos|donors"
    r"|donantes|doadores|viviendas|houses|tenants|tonnes|toneladas|miles|hectares|signatures|firmas|assinaturas"
    r"|gb|mb|tb|p\.?m\.?\b|hs\b|h\b)"
)
CAP_AFTER = re.compile(
    r"max|tops|at a push|at a stretch|at most|at the outside|como mucho|como max|a lo sumo|no max|tope|teto"
    r"|and not a|not a penny|is (?:our|the|my)|(?:y )?ni un|(?:e )?nem|es (?:nuestro|el|mi)|son (?:nuestro|el)"
    r"|e o (?:nosso|meu|lim|tet|max)|sao o"
)
# "We pay £60 a month for the licence": what runs today, whether or not they say "today".
RUNNING = re.compile(
    r"[^.\n]{0,24}?\b(?:de|for|por|em|en|in|to|al?|pel[oa]|n[oa])\s(?:the |its |la |el |las |los |os? |as? |uma? "
    r"|una? |our )?"
    r"(?:licen\w+|hosting|host|alojamiento|hospedagem|alojamento|servidor\w*|servers?|subscriptions?|suscripcion"
    r"|assinatura|mensalidade|abono|cuota|rent|alquiler|aluguel|renda|luz|it\b|something|empresa|compan\w+|firm"
    r"|agenc\w+|consult\w+|proveedor|fornecedor|supplier|provider|software|programa|system\b|sistema\b|outfit)"
)
# "A £2,000 loom", "um tecido de 3 mil reais": what something costs that is neither money nor work.
A_THING = re.compile(r"\b(?:an?|the|our|my|his|her|their|this|that)\s$")
THING = re.compile(r"\s[a-z]{3,}")
THING_OF = re.compile(r"\b(?:una?|uma?|el|la|os?|as?|su|nuestr[oa]|noss[oa])\s(?P<noun>[a-z]{3,20})\sde\s$")
NOUN_OF = re.compile(r"\b(?P<noun>[a-z]{4,20})\sde\s$")
FUNDS = re.compile(
    r"\b(?:budget|grant|pot|fund\w*|limit|ceiling|cap|max\w*|total|sum|contract|spend|award|legacy|donation|loan|kitty"
    r"|envelope|figure|price|fee|allocation|mark|range|region|bracket|band|area|vicinity|ballpark|commission|engagement|tender|bid|to|for|from|in|plus"
    r"|presupuesto|orcamento|verba|fond\w+|fund\w+|proyect\w+|projet\w+|trabajo|trabalho|encargo|contrato|minimo"
    r"|maxim[oa]|tope|techo|teto|limite|valor|mont[oa]\w*|importe|cifra|suma|soma|quantia|bolsa|beca|ayuda|ajuda"
    r"|subvencion|partida|subsidio|premio|rango|faixa|base|plata|dinero|dinheiro|edital|apoio|apoyo|cosa|inversion"
    r"|investimento|gasto|preco|precio|coste|costo|custo|honorarios|tarifa|colecta|recurso\w*|emenda|caixa|caja|cerca"
    r"|partir|menos|mais|orden|entorno|alrededor|volta|torno|rond\w+|ordem|web|site|sitio|app|job|project|site|website|build)\b"
)
FEWER = re.compile(r"\b(?:unas|umas|las|as|otras|outras|umas quantas)\s$")  # feminine: things, not money
HUNDREDS_OF = re.compile(r"\s(?:y |e )?\w{2,9}[czi]?entas\b")
DENIED_AFTER = re.compile(
    r",?\s(?:we (?:do ?n[o'’]t|cannot|can['’]?t|can not|haven['’]?t|have not)|i (?:do ?n[o'’]t|cannot|can['’]?t|haven)"
    r"|no (?:tenemos|tengo|podemos|puedo|hay|llegamos|pagamos)|nao (?:temos|tenho|podemos|posso|ha|chegamos|da"
    r"|pagamos))\b"
)
MONEY_WORD = re.compile(
    r"\b(?:fund|grant|kitty|pot|legacy|subsidy|subsidio|subvencion|beca|ayuda|fondo|colecta|bolsa|edital|emenda"
    r"|premio) "
    r"(?:of|de|stretches to|runs to|is|has|holds)(?: (?:about|around|roughly|unos|uns|cerca de))?\s$"
    r"|\b(?:hablan|habla|hablo|hablaron|falam|fala|falou|falaram|talked|talks?|spoke) (?:de|em|of|about)(?: unos"
    r"| uns)?\s$"
    r"|\b(?:aprovou|aprobo|aprovaram|aprobaron|deu-lhes|les dio|ganhou|gano)(?: unos| uns)?\s$"
)
# What may follow a sum that has no currency; "tres mil partituras" are no money.
NO_NOUN = re.compile(
    r"\s?(?:$|[^\w\s]|(?:for|to|in|on|at|and|or|plus|ex|exc|excl|inc|incl|max|tops|set|put|left|saved|available"
    r"|from|of"
    r"|is|as|but|if|total|all|y|e|o|u|ou|para|por|en|em|de|del|do|da|con|com|no|na|ao|al|como|mas|maximo|maxima"
    r"|guardad\w+"
    r"|reservad\w+|disponi\w+|a|per|each|this|next|now|year|todo|pra|pelo|since|which|that|so|with|over|spread"
    r"|parcelad\w+"
    r"|about|though|maybe|perhaps|until|before|by|ready|already|across|between|split|together|one|off|ish|or"
    r"|including"
    r"|excluding|without|net|gross|iva|vat|aprox\w*|mensua\w+|mensa\w+|monthly|anua\w+|around|because|when|hasta"
    r"|ate|antes"
    r"|que|se|si|quando|cuando|porque|pero|sin|sem|ya|ja|somewhere|a?side|we|they|would|should|could|might|will"
    r"|can|euro\w*"
    r"|esterlin\w+|dinero|dinheiro|plata|pesos?|y?a)\b)"
)
PUT_BY = re.compile(
    r"\s?(?:set aside|put aside|put by|saved|available|left|to spend|in the pot|guardad|reservad|disponib"
    r"|ahorrad|apartad"
    r"|juntad|separad|angariad)"
)
