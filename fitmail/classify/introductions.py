"""The wordings by which people say who they are and what they run, in three languages.

Gives: compiled patterns for folded text, which organisation.py puts to use. KIND: a word for a kind of organisation;
    INTRO: what stands right before one's own name; DOES, NEEDS, IS_A: what stands right behind it; LABEL and
    BARE_LABEL: "Client: …"; SMALL_KIND: "prefeitura de" written small; ROLE: whose manager a line speaks of;
    NAMING with NAMED_THING: "a charity called …", but not "a man called …"; PLACEHOLDER: what is nobody's name.
Promises: no pattern repeats a group without a bound, so that none is slow on hostile text.
"""

from __future__ import annotations

import re

KIND = re.compile(
    r"\b(?:ltd|limited|llp|plc|cic|cio|inc|gmbh|s\.?a\.?|s\.?l\.?|s\.?r\.?l\.?|ltda|s\.?coop|co-?operativ[eao]s?"
    r"|co-?op"
    r"|cooperativas?|associa\w{2,6}|asociaci\w{1,4}|foundation|fundaci\w{1,4}|fundacao|trust|charity|society|sociedad"
    r"|sociedade|union|council|federa\w{2,6}|universi\w{2,4}|school|college|escuela|escola|network|red|rede"
    r"|institut[eo]?"
    r"|centre|center|centro|branch|group|grupo|coletivo|colectivo|collective|ayuntamiento|municipalidad|municipio"
    r"|prefeitura|camara|ong|sindicato|mutual|housing|homes|press|kitchen|library|libraries|biblioteca|partnership"
    r"|studio|theatre|teatro|museum|museo|museu|project|hub|authority|department|ministry|ministerio|secretaria"
    r"|agency|agencia|movimiento|movimento|confedera\w{2,6}|casa|community|comunidad|comunidade|farms?|energy|energia"
    r"|works|club|clube|guild|cafe|festival|radio|editorial|hospital|nhs|board|committee|services|consorcio"
    r"|consortium"
    r"|alliance|alianza|alianca|forum|foro|campaign|coalition|liga|league"
    r"|diputacion|mancomunidad|consejo|consell|cofradia|comarca|hermandad|ateneo|ikastola|gremio|misericordia"
    r"|paroquia"
    r"|parroquia|orquestra|orquesta|filarmonica|freguesia|municipality|borough|parish|diocese|church|chapel|cathedral"
    r"|brewery|bakery|bakers|growers|dairy|practice|clinic|clinica|vets|hospice|choir|choral|orchestra|singers|circle"
    r"|allotments?|transport|transportes|academy|academies|learning|primary|nursery|foundry|printworks|archive"
    r"|gallery"
    r"|arts|cinema|opera|circus|puppets|teachers|tenants|residents|neighbours|vecin[ao]s|moradores|sociedade musical"
    r"|banda|fund|bank|credit|mill|garage|bookshop|bicicletas|cycles|textiles|kitchens?|gardens?|huerta|granja|finca"
    r"|quinta|pousada|posada|albergue|hostel|revista|gazeta|jornal|periodico|gaceta|radios?|tv|cooperadora|comedor)\b"
)
LABEL = re.compile(
    r"^[ \t>*\-•·]{0,6}(?:organi[sz]ation(?: name)?|company(?: name)?|client|buyer|authority|contracting authority"
    r"|who"
    r"|customer|organizacion|organismo|entidad|empresa|cliente|institucion|comitente|quien|quem"
    r"|nombre (?:de la )?(?:compania|empresa|organizacion)|organizacao|entidade|orgao|contratante|comprador"
    r"|instituicao)"
    r"\s?\*?:[ \t]{0,4}(?P<value>[^\n]{2,120})$",
    re.MULTILINE,
)
BARE_LABEL = re.compile(
    r"^(?:authority|awarding authority|contracting authority|buyer|client|organisation|organization|organismo|entidad"
    r"|entidade|orgao|contratante|empresa|cliente|company)(?:[ \t]{0,4}\n{1,3}|[ \t]{1,4}(?=[a-z]))"
    r"(?P<value>[^\n]{3,120})$",
    re.MULTILINE,
)
ONE = r"(?!de |del |da |do |from |at )[\w'’-]{2,20}(?: [\w'’-]{2,20})?,?"  # a person's name
INTRO = re.compile(
    r"(?:"
    rf"(?:\bi['’]?m|\bi am|\bthis is|\bmy name is|\bmy name['’]s) {ONE} (?:from|at|with|of)"
    rf"|(?:\bsoy|\bme llamo|\bmi nombre es) {ONE} (?:y )?(?:soy |escribo |trabajo )?(?:de|del|desde|en)"
    rf"|(?:\bsou|\bme chamo|\bmeu nome e|\bchamo-me|\baqui e) (?:[oa] )?{ONE} (?:e )?(?:sou |escrevo )?d[aeo]"
    r"|\bwe are|\bwe['’]?re|\bi am (?:from|with|at)|\bi['’]?m (?:from|with|at)|\bhere (?:from|at)"
    r"|\bwriting (?:from|for|to you from)|\bi(?:['’]?m| am) an? [^.,;\n]{3,50}? (?:at|of|for|with|from)"
    r"|\bwork (?:for|at|with)|\bon behalf of|\brepresent(?:ing)?|\bfrom all (?:of us )?at"
    r"|\bi run(?: [^.,;\n]{3,40},)?|\bwe run(?: [^.,;\n]{3,40},)?"
    r"|\bcalled|\bnamed"
    r"|\b(?:co-?ordinator|director|manager|secretary|treasurer|chair|head|officer|trustee|member|volunteer) (?:of"
    r"|at|for)"
    r"|\b(?:our|nuestr[oa]|nossa|nosso) (?:small |local |little |pequen[oa] )?(?:charity|school|co-?op|church"
    r"|company|club"
    r"|choir|union|group|organi[sz]ation|business|ong|asociacion|cooperativa|escuela|empresa|associacao|escola),?"
    r"|\baqui (?:e|quem fala e) d[aoe]"
    r"|\b(?:una?|uma?|an?|our|my|nuestr[oa]|noss[oa]) (?:[\w'’-]{2,20} ){0,2}(?:ong|ngo|charity|co-?op|cooperativa"
    r"|asociacion|associacao|fundacion|fundacao|school|escuela|escola|museum|museo|church|club|library"
    r"|biblioteca|company"
    r"|start-?up|sindicato|social enterprise|bakery|theatre|teatro|union|shop|cafe|studio),"
    r"|\bsomos|\bestamos en|\bles escrib\w{1,4} de(?:sde)?|\bescrib\w{1,4} de(?:sde)?|\btrabaj(?:o|amos) (?:en|para)"
    r"|\ben nombre de|\brepresento a|\bde parte de|\bllamad[ao]s?|\barea de [\w ]{3,25} de"
    r"|\b(?:coordino|coordinadora?|directora?|president[ea]|secretari[ao]|tesorer[ao]|gerente)(?: [\w ]{3,30})? de"
    r"|\bsou d[aoe]|\bfalo d[ao]|\bescrevo d[aoe]|\bem nome d[aoe]|\btrabalho n[ao]|\bchamad[ao]"
    r"|\bcoordenacao(?: [\w ]{3,20})? d[aoe]"
    r"|\b(?:coordenadora?|diretora?|presidente|secretari[ao]|tesoureir[ao]) d[aoe]"
    r")[ \n]"
)
DOES = re.compile(
    r",? (?:\([^)\n]{0,80}\) )?(?:,? which )?(?:is an?|are an?|is the|is looking|is seeking|invites|seeks|wishes"
    r"|wants|quieren?|quer|tiene"
    r"|needs|requires|has (?:an?|asked|issued|published)|es una?|es el|es la|busca|necesita|convoca|llama|invita|abre"
    r"|solicita|publica|precisa|e uma?|procura|convida|lanca|torna publico|contrata|runs|works"
    r"|resolved to|is considering|is replacing|intends|plans to|would like|pretende(?:mos)?|tramita|comunica|licita"
    r"|informa|anuncia|vai contratar|va a contratar|esta contratando|have asked|need|editamos|torna publica|seeks"
    r"|we (?:need|want|are|have|would|run)|necesitamos|queremos|precisamos|requiere|requer|invitan?|llama a"
    r"|de ofertas)\b"
)
NEEDS = re.compile(r" (?:needs|wants|is looking for|necesita|busca|precisa|procura|we (?:need|want|are|would))\b")
IS_A = re.compile(
    r",? \(?(?:it['’]s |is |es |e )?(?:an? |una? |uma? |the )?(?:(?!de |del |da |do |of |from "
    r"|at )[\w'’-]{2,20} ){0,3}"
    r"(?:co-?op|cooperativ"
    r"|charity"
    r"|asociacion|associacao|ong\b|ngo\b|trade union|federa|fundacion|fundacao|foundation|museum|museo|museu|theatre"
    r"|social enterprise)"
)
NAMING = frozenset({"called", "named", "llamado", "llamada", "llamados", "llamadas", "chamado", "chamada"})
NAMED_THING = re.compile(
    rf"(?:{KIND.pattern}|\b(?:company|business|startup|start-up|shop|firm|firma|band|outfit|venture|empresa"
    rf"|negocio|tienda"
    r"|coro|loja|startups?|organisation|organization|organizacion|organizacao|magazine|publisher|publishers|team"
    r"|equipo)\b)"
    r"[^.;\n]{0,24}$"
)
SMALL_KIND = re.compile(
    r"\s?(?:(?:la|el|los|las|a|o|as|os|the|una|un|uma|um) )?(?P<kind>(?:prefeitura|camara|ayuntamiento|municipalidad"
    r"|municipio|universidade?|escola|escuela|biblioteca|sindicato|cooperativa|associacao|asociacion|fundacao"
    r"|fundacion"
    r"|coletivo|colectivo|colegio|federacao|federacion|instituto|ong|mutual|radio|teatro|museo|museu|junta"
    r"|council|parish"
    r"|university|school|library|charity|union|trust|museum|church)(?: [a-z]{3,12}){0,2} (?:(?:de|do|da|del|of)"
    r" )?(?:la |el |los |las )?[\"“«]?)"
)
ROLE = re.compile(
    r"\b(?:director[a]?|manager|officer|owner|founder|chair|secretary|treasurer|trustee|head of|co-?ordinator"
    r"|ceo|lead"
    r"|gerente|president[ea]|secretari[ao]|tesorer[ao]|coordinador[a]?|diretor[a]?|coordenador[a]?|tesoureir[ao]"
    r"|administrator|editor|curator|clerk|librarian|responsable|responsavel)\b"
)
PLACEHOLDER = re.compile(
    r"[A-Z]?\d|\w+ [A-Z]$|(?:ONG|NGO|AMPA|CIC|Ltd|Digital|Head|Team|Authority|Council|Board|Junta|Organización"
    r"|Coordinación|Comunicación"
    r"|Compras|Contratación|Gente|Pessoal|Compas|Cultura|Informática|Sistemas|Secretaría|Gerencia|Administración)$"
)
