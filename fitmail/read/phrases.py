"""The set phrases of programs that answer, in the desk's languages and their neighbours'.

Promises  linear patterns without back-tracking; at most the first 3,000 letters are looked at. What is
          called certain only a program writes; the rest wants a second sign (a subject, a header).
Known faults  a vacation note in which a person wrote nothing that a program would ("Off sailing! M.") passes as a mail.
"""

from __future__ import annotations

import re

LONGEST = 3000

_AWAY_SUBJECT = re.compile(
    r"out[ -]of[ -](?:the[ -])?office|auto(?:matic|mated)?[ -]?(?:reply|response|respond)|autoreply|"
    r"auto-?respon[sd]|vacation (?:reply|message|notice)|on (?:vacation|holiday|annual leave)\b.{0,20}$|"
    r"away from (?:my|the) (?:mail|email|e-mail|office|desk)|^(?:i am|i'm) away|^away (?:until|from)|"
    r"respuesta autom[aá]tica|autorrespuesta|respuesta de vacaciones|"
    r"fuera de (?:la |mi )?oficina|^(?:estoy )?de vacaciones|^ausente\b|ausencia (?:temporal|de la oficina)|"
    r"mensaje autom[aá]tico|resposta autom[aá]tica|"
    r"fora d[oe] escrit[oó]rio|^(?:estou )?(?:ausente|de f[eé]rias)|aus[eê]ncia (?:do|tempor)|"
    r"mensagem autom[aá]tica|abwesenheits|automatische antwort|abwesend|"
    r"r[eé]ponse automatique|absence du bureau|absent du bureau|risposta automatica|fuori sede|afwezig|"
    r"automatisch antwoord|^auto: |frånvaro|autosvar|fravær|"
    r"no longer (?:work|with|at|employed)|ya no trabaj|já não trabalh|não trabalh[oa] mais|has left (?:the company|"
    r"our)",
    re.IGNORECASE,
)
_PROGRAM_SAYS = re.compile(
    r"(?:this is an? (?:automatic|automated|auto(?:-?generated)?)(?: email| e-mail)? ?(?:message|reply|response|"
    r"e-?mail|answer)?|"
    r"auto-?responder|automatic(?:ally)? generated (?:reply|response|message|e-?mail)|automated (?:reply|response|"
    r"answer)|\bauto-?reply\b|"
    r"(?:esta|esto|este) es (?:una? )?(?:respuesta|mensaje|correo|e-?mail) autom[aá]tic[oa]|"
    r"\brespuesta autom[aá]tica:|mensaje (?:se |es |fue |ha sido )?genera(?:do|n?)? ?(?:en forma |de forma |"
    r"de manera )?autom[aá]tica|"
    r"generado (?:de forma |de manera )?autom[aá]tica(?:mente)?|se genera en forma autom[aá]tica|"
    r"contestador autom[aá]tico|"
    r"(?:esta|isto|este) (?:é|e) (?:uma? )?(?:resposta|mensagem|e-?mail) autom[aá]tic[oa]|"
    r"\bresposta autom[aá]tica:|mensagem (?:foi )?gerada automaticamente|gerad[oa] automaticamente|"
    r"dies ist eine automatische|automatisch (?:erstellt|generiert)|ceci est (?:une réponse|un message) automatique)",
    re.IGNORECASE,
)
_AWAY_WORDS = re.compile(
    r"(?:\bi(?: am|'m|’m| will be|'ll be| shall be)(?: currently| now| presently| away)? (?:out of (?:the )?office|"
    r"on (?:annual |sick |parental |maternity |paternity )?leave|on (?:vacation|holidays?|sabbatical)|"
    r"away\b.{0,60}(?:until|from|till|back|with (?:no|limited))|"
    r"travell?ing.{0,60}(?:limited|until|no access))|\b(?:out of (?:the )?office|away from (?:my desk|the office|"
    r"my mail)|annual leave|on leave) (?:until|till|from|and|returning|with|between)|"
    r"limited access to (?:my )?e-?mail|(?:no|without|intermittent|little) access to (?:my )?(?:e-?mail|mail|"
    r"internet)|will (?:not be|n[o']t be) (?:checking|reading|monitoring)|"
    r"(?:reply|respond|answer|get back) (?:to you |to your (?:mail|message|e-?mail) )?(?:when i|on my|upon my|"
    r"once i) (?:return|am back|get back|'m back)|\bread (?:my )?mail again on|"
    r"(?:me encuentro|estoy|estar[eé]|me hallo|nos encontramos) (?:fuera de (?:la |mi )?oficina|de (?:vacaciones|"
    r"licencia|viaje|baja)|ausente|sin acceso al correo)|"
    r"(?:permanecer[aá]|estar[aá]|estaremos|permaneceremos) cerrad[oa]s? (?:por|desde|del|hasta)|hasta (?:el|"
    r"mi) .{0,30}(?:no (?:tendré|voy a tener|podré|leeré|contestar))|acceso limitado al correo|"
    r"sin acceso al correo|"
    r"(?:responder[eé]|contestar[eé]|contesto|respondo) (?:a |su |tu |los )?.{0,30}(?:a mi (?:regreso|vuelta|"
    r"retorno)|cuando (?:vuelva|regrese)|a la vuelta)|a la vuelta (?:contesto|respondo)|"
    r"(?:encontro-me|estou|estarei|me encontro|vou estar|estaremos) (?:ausente|fora do escrit[oó]rio|de f[eé]rias|"
    r"de licença|em viagem|sem acesso|sem internet)|"
    r"(?:responderei|respondo|voltarei a|volto a) (?:aos? |ver |ler |assim |responder |"
    r"a )?.{0,40}(?:quando (?:voltar|regressar)|no (?:meu )?(?:regresso|retorno)|e-?mails? no dia)|"
    r"acesso limitado ao e-?mail|"
    r"i(?:'m| am) on holidays?, and this|i am currently away|abwesend|nicht im (?:büro|haus)|actuellement absent|"
    r"absent[e]? (?:du bureau|jusqu))",
    re.IGNORECASE,
)
_RETIRED = re.compile(
    r"(?:\bi (?:have left|no longer work|am no longer (?:with|at|employed|working))|(?:has|"
    r"have) left (?:the company|our (?:company|organisation|organization))|no longer (?:works?|employed) (?:at|for|"
    r"with|here|by)|"
    r"this (?:mailbox|(?:e-?mail )?address|account) is (?:no longer|not) (?:monitored|in use|active|read)|"
    r"ya no trabajo (?:en|aquí|m[aá]s)|he dejado de trabajar|ya no formo parte|esta (?:casilla|cuenta|"
    r"direcci[oó]n) (?:ya )?no (?:est[aá] (?:activa|en uso)|se (?:revisa|usa|lee))|"
    r"(?:já )?não trabalho mais|já não (?:trabalho|faço parte)|deixei de trabalhar|est[ea] (?:endereço|conta|"
    r"e-?mail|caixa) (?:já )?não (?:está|é) (?:ativ|mais|lid|monitorizad))",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\d|monday|tuesday|wednesday|thursday|friday|lunes|martes|jueves|viernes|segunda|terça|quarta|quinta|sexta|"
    r"week|semana|month|mes\b|mês",
    re.IGNORECASE,
)
_ABSENCE = re.compile(
    r"\b(?:back|returns?|returning|away|absent|holidays?|vacation|leave|office|vuelvo|volver[eé]|regreso|"
    r"vacaciones|licencia|feriado|ausente|oficina|"
    r"volto|voltarei|regresso|retorno|férias|escritório|zurück|urlaub|retour|congés?)\b",
    re.IGNORECASE,
)
_PERSON_ASKS = re.compile(
    r"\?|\b(?:could|can|would|will) (?:you|we|somebody|someone)|podr[ií](?:a|as|amos|an)|¿|poderia|pode(?:m|"
    r"mos)?\b.{0,40}\?|what do you think|qué (?:os|les|te) parece",
    re.IGNORECASE,
)

_ACKNOWLEDGES = re.compile(
    r"(?:(?:we(?: have|'ve|’ve)?|i(?: have|'ve)?) (?:successfully )?received your (?:request|message|e-?mail|"
    r"enquiry|inquiry|ticket|application|query)|your (?:request|enquiry|inquiry|ticket|message|case|query|"
    r"support request|e-?mail) (?:\S{1,20} )?(?:\(\S{1,30}\) )?has been (?:received|logged|registered|created|"
    r"opened|forwarded)|"
    r"thank you for (?:contacting|getting in touch with|reaching out to|your (?:enquiry|inquiry|"
    r"interest in contacting))|a (?:ticket|case) has been (?:created|opened|logged)|\bticket ?(?:id|number|no\.?|"
    r"#)|(?:ref(?:erence)?|case) (?:number|no\.?|id)\b|"
    r"(?:hemos recibido|recibimos|acusamos recibo de) su (?:consulta|mensaje|correo|solicitud|petici[oó]n|pedido|"
    r"reclamo)|su (?:consulta|solicitud|mensaje|pedido|caso|reclamo) (?:ha sido|fue) (?:recibid|registrad|ingresad|"
    r"derivad)|gracias por (?:contactar|comunicarse con|ponerse en contacto|escribir a)|n[uú]mero de (?:ticket|"
    r"caso|gesti[oó]n|seguimiento)|"
    r"(?:recebemos|acusamos a rece[cp]ção de|acusamos o recebimento de?) (?:a |o )?(?:su?a |seu |vossa? |"
    r"vosso )?(?:mensagem|pedido|solicitação|e-?mail|contacto|contato|chamado)|(?:sua|seu|vossa|"
    r"vosso) (?:solicitação|pedido|mensagem|chamado) foi (?:recebid|registad|registrad|encaminhad|abert)|"
    r"obrigad[oa] por (?:contactar|contatar|entrar em contato|nos contactar|seu contato)|"
    r"n[uú]mero d[eo] (?:chamado|protocolo|ticket)|"
    r"wir haben ihre (?:anfrage|nachricht) erhalten|nous avons bien reçu votre)",
    re.IGNORECASE,
)
_DO_NOT_REPLY = re.compile(
    r"(?:(?:do not|don't|please do not) (?:reply|respond)|not monitored|unmonitored|type your reply above|"
    r"no-?reply|no (?:responda|conteste|responder)|por favor,? no respond|não (?:responda|responder)|"
    r"nicht (?:auf diese|antworten)|"
    r"(?:we|somebody|someone|a member of).{0,60}(?:will (?:be in touch|get back|reply|respond|contact you)|"
    r"aim to (?:respond|reply))|(?:within|in) \d+ (?:working|business) (?:days|hours)|"
    r"(?:le|nos) (?:responderemos|contestaremos|contactaremos|comunicar[aáeé]).{0,60}|se (?:comunicar[aá]|"
    r"pondr[aá] en contacto)|a la brevedad|(?:responderemos|entraremos em contat?o|retornaremos).{0,60})",
    re.IGNORECASE,
)
_SUBSCRIBES = re.compile(
    r"(?:confirm(?:ation)? (?:is )?(?:needed|required|your|of)? ?.{0,40}(?:subscri|join|registration|mailing list)|"
    r"your confirmation is (?:needed|required)|welcome to (?:the )?.{0,80}(?:mailing list|list|group|newsletter)|"
    r"you have been (?:un)?subscribed|(?:un)?subscri(?:be|ption) (?:request|confirm|notification|to )|"
    r"you(?:'ve| have)? (?:un)?subscribed|goodbye from|removed from .{0,60}list|dado de (?:alta|baja) (?:de|"
    r"en) la lista|confirm(?:e|ar|aci[oó]n) (?:de )?(?:su|la|tu) (?:suscripci|inscripci)|bienvenid[oa] a la lista|"
    r"(?:ha sido|fue) (?:eliminad[oa]|añadid[oa]|agregad[oa]|suscript?[oa]) (?:de|a|en) la lista|"
    r"suscripci[oó]n (?:confirmada|a la lista)|"
    r"confirm(?:e|ar|ação) (?:d?a )?(?:sua |su?a )?(?:inscrição|subscrição|assinatura)|bem-?vind[oa] à lista|"
    r"(?:removid|descadastrad|inscrit|adicionad)[oa] (?:d|n|à|a )a? ?lista|cancelamento d[ae] (?:inscrição|"
    r"subscrição|assinatura))",
    re.IGNORECASE,
)


def away_in_subject(subject: str) -> bool:
    """Whether a subject is an absence's, or an automatic answer's."""
    return bool(_AWAY_SUBJECT.search(subject[:400]))


def flat(text: str) -> str:
    """The first letters of a text on one line, with straight apostrophes: what the functions below look at."""
    return " ".join(text[:LONGEST].replace("’", "'").split())


def program_says(text: str) -> bool:
    """Whether a text calls itself automatic, and asks its reader nothing. Cheap where the word is not there at all."""
    low = text.lower()
    if "auto" not in low and "contestador" not in low:
        return False
    return bool(_PROGRAM_SAYS.search(text)) and not _PERSON_ASKS.search(text)


def away_in_words(text: str) -> bool:
    """Whether a text tells of an absence with a date, and asks nothing. People write so too, to apologise."""
    return bool(_AWAY_WORDS.search(text) and _WHEN.search(text) and not _PERSON_ASKS.search(text))


def certainly_away(text: str) -> bool:
    """Whether only a program writes so: it calls itself automatic, and tells of an absence or names a day."""
    if not program_says(text):
        return False
    says = _PROGRAM_SAYS.search(text)
    early = says is not None and says.start() < 400
    return bool(_AWAY_WORDS.search(text) or (early and _WHEN.search(text)))


def speaks_of_absence(text: str) -> bool:
    """Whether a short text at least mentions an absence or a return, and asks nothing."""
    return len(text) < 700 and bool(_ABSENCE.search(text)) and not _PERSON_ASKS.search(text)


def retired_in_words(text: str) -> bool:
    """Whether a text says that a mailbox or its holder is gone."""
    return bool(_RETIRED.search(text[:1000])) and not _PERSON_ASKS.search(text)


def acknowledges(subject: str, text: str) -> bool:
    """Whether a text acknowledges a mail as ticket systems do. People thank for being contacted, too."""
    return bool(_ACKNOWLEDGES.search(subject[:400]) or _ACKNOWLEDGES.search(text[:1200]))


def certainly_acknowledges(subject: str, text: str) -> bool:
    """Whether only a program writes so: it acknowledges, calls itself automatic and wants no answer."""
    return program_says(text) and acknowledges(subject, text) and bool(_DO_NOT_REPLY.search(text))


def subscribes(subject: str, text: str) -> bool:
    """Whether a mailing list or newsletter confirms or asks for a subscription."""
    return bool(_SUBSCRIBES.search(subject[:400]) or _SUBSCRIBES.search(text[:600]))
