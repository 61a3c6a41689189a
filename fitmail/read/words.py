"""The words by which mail programs mark quotes, in the languages their users speak.

One table per mark, so that a new language is a word in a line. Everything is lower case. The desk's own languages
are en, es and pt; the others are here because clients, and the members' friends, use their programs as they come.
"""

from __future__ import annotations

import re

# --- "On Tuesday Ana wrote:" -------------------------------------------------------------------------------------
WROTE = re.compile(
    r"(?:(?<!\w)(?:wrote|writes|escribi[oó]|escribe|escribía|escreveu|escreve|schrieb|schreibt|a [eé]crit|écrit|"
    r"ha scritto|scrive|scrisse|schreef|skrev|skrifaði|kirjoitti|napisał(?:\(a\)|a)?|napsala?|napísala?|nap[ií]šal|"
    r"написала?\(?а?\)?|пишет|писал|пише|напиша|написав|skreiv|a scris|írta|kirjutas|rakstīja|parašė|yazdı|"
    r"şunları yazdı|έγραψε|"
    r"ha escrit|va escriure|idatzi du|escribiu|đã viết|menulis|kirjutas|napisao je|je napisao|je napisal|"
    r"tarihinde)(?!\w)|"
    r"写道|寫道|写了|写于|书写|wrote|書きました|님이 작성|작성:|のメール|כתב|כתבה|كتب|เขียนว่า)",
    re.IGNORECASE,
)
REPORTED = re.compile(  # somebody tells of a letter; no program writes so
    r"(?:we|i|you|they) (?:\w+ )?wrote|wrote (?:to|us|me|that|about|in)\b|escribimos|(?:nos|les|le|te|os|"
    r"me) escribi[oó]|escribió (?:a|que|en)\b|"
    r"escrevemos|(?:nos|lhes?|te|me) escreveu|escreveu (?:a|que|em|para)\b",
    re.IGNORECASE,
)
QUOTING = re.compile(  # introductions without a verb in the past, and those without a colon
    r"(?:quoting|citando(?: a)?|zitat von|citation de|quoted by|en respuesta a|in reply to) .{1,200}[:：]$|"
    r"-{2,}.{5,300}(?:wrote|escribi[oó]|escreveu|schrieb|a écrit)\s?:?\s?-{2,}$|"
    r"\d{1,2}\.? ?[^\W\d_]{2,12}\.?,? \d{4},? \d{1,2}:\d{2} (?:by|de|von|par|da) \S{1,100}@\S{1,100}:$",
    re.IGNORECASE,
)
SPOKE = re.compile(  # begins an attribution
    r"(?:on|el|em|no dia|na|a[ \u00a0]|à|às|am|le|il|op|den|dne|dnia|w dniu|el dia|le|pe|på|på|vào|kirjoitti|"
    r"ter[cç]a|quarta|quinta|sexta|s[aá]bado|domingo|segunda|lunes|martes|mi[eé]rcoles|jueves|viernes|"
    r"mon|tue|wed|thu|fri|sat|sun|\d)",
    re.IGNORECASE,
)
TIME = re.compile(r"\d{1,2}\s?[:.hH]\s?\d{2}|\d{1,2} ?[ap]\.?m", re.IGNORECASE)
DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|(?:19|20)\d{2}")

# --- the header block that Outlook and the phones put above a quote ----------------------------------------------
_LABELS = {
    "from": "from|de|von|da|van|från|fra|od|от|发件人|寄件者|差出人|remitente|remetente|mittente|expéditeur|kimden|"
    "lähettäjä|feladó|από|від|보낸사람",
    "date": "date|sent|fecha|enviado|enviado el|enviado em|enviada|enviada em|enviada el|data|gesendet|datum|envoyé|"
    "envoyé le|date d'envoi|inviato|inviato il|verzonden|skickat|sendt|dato|wysłano|отправлено|дата|发送时间|发送日期|"
    "日期|日時|送信日時|received|lähetetty|päivämäärä|tarih|gönderilen|elküldve|odesláno|fecha de envío|datum a čas",
    "to": "to|para|an|à|a|aan|till|til|do|кому|收件人|宛先|"
    "destinatario|destinataire|kime|címzett|komu|vastaanottaja|per",
    "cc": "cc|cco|bcc|kopie|copia|cópia|kopia|copie|c.c.|kopi|抄送|копия",
    "subject": "subject|asunto|assunto|betreff|objet|oggetto|onderwerp|ämne|emne|temat|тема|主题|主旨|件名|aihe|konu|"
    "tárgy|předmět|predmet",
    "other": "reply-to|responder a|responder para|reply to|importance|importancia|importância|prioridad|attachments|"
    "archivos adjuntos|datos adjuntos|adjuntos|anexos|anlagen|wichtigkeit|organization|mime-version|x-mailer",
}
LABEL = {word: kind for kind, words in _LABELS.items() for word in words.split("|")}
LONGEST_LABEL = max(map(len, LABEL))

ORIGINAL = re.compile(
    r"(?:original (?:message|email|mail)|mensaje original|mensagem original|correo original|"
    r"ursprüngliche (?:nachricht|mail)|"
    r"original(?:nachricht|meddelande|melding)|message d.origine|message original|messaggio originale|"
    r"oorspronkelijk bericht|oprindelig (?:meddelelse|besked)|ursprungligt meddelande|opprinnelig melding|"
    r"исходное сообщение|wiadomość oryginalna|oryginalna wiadomość|původní zpráva|missatge original|reply message|"
    r"mensaje citado|mensagem citada|alkuperäinen viesti|原始邮件|原始郵件|元のメッセージ)",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    r"(?:forwarded (?:message|email|mail|by)|begin forwarded message|inicio del mensaje reenviado|"
    r"mensaje reenviado|mensajes? remitidos?|correo reenviado|in[ií]cio da mensagem (?:re)?encaminhada|"
    r"mensagem (?:re)?encaminhada|"
    r"mensagem reenviada|in[ií]cio da mensagem reencaminhada|weitergeleitete nachricht|anfang der weitergeleiteten|"
    r"message transféré|message transmis|"
    r"début du message (?:transféré|réexpédié)|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|"
    r"begin doorgestuurd bericht|vidarebefordrat meddelande|videresendt|przekazana wiadomość|"
    r"пересылаемое сообщение|missatge reenviat|mensaxe reenviada|转发|轉寄)",
    re.IGNORECASE,
)
FORWARD_PREFIX = (
    "fwd",
    "fw",
    "rv",
    "reenv",
    "reenvío",
    "reenvio",
    "reenviado",
    "enc",
    "encaminhado",
    "wg",
    "tr",
    "i",
    "doorst",
    "vs",
    "pd",
    "rm",
    "fs",
)
REPLY_PREFIX = ("re", "aw", "antw", "r", "res", "resp", "sv", "rif", "ref", "odp", "vá", "ynt", "回复", "答复")

# --- automatic lines below what a person wrote -------------------------------------------------------------------
SENT_FROM = re.compile(
    r"(?:sent (?:from|via|with|using) (?:my|the|a|an|outlook|mail|proton|yahoo|encrypted|mailbird|spark|k-9|gmail|"
    r"bluemail|"
    r"aqua|thunderbird|nine|samsung|android|iphone|ipad|blackberry|tutanota|mobile|canary|fastmail|hey)\b|"
    r"sent (?:securely|from iphone)|get outlook for |download outlook|"
    r"enviado (?:desde|con|a trav[eé]s de|mediante) (?:mi|un|el|la|correo|outlook|proton|yahoo|mail|gmail|iphone|"
    r"android|tutanota|samsung|smartphone|una? )|"
    r"obt[eé]n(?:er|ga)? outlook para|obter o outlook|baixe o outlook|"
    r"enviado (?:do|pelo|a partir do|do meu|atrav[eé]s do|via|com|da minha) (?:meu|minha|iphone|ipad|android|"
    r"outlook|yahoo|correio|e-?mail|proton|gmail|smartphone|samsung|telem[oó]vel|celular|o )|"
    r"enviado via |enviado por yahoo|"
    r"von meinem .{2,30} gesendet|gesendet (?:von|mit) |envoyé (?:de|depuis|à partir de|avec) |télécharger outlook|"
    r"inviato (?:da|dal|con) |verzonden (?:vanaf|met) |verstuurd vanaf |skickat från |sendt fra |wysłan[eoy] z |"
    r"отправлено с |odesláno z |diese nachricht wurde von meinem|lähetetty |enviat des )",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"(?:confidential|confidencia(?:l|is|les|lidad|lidade)|vertraulich|confidentiel|intended (?:solely|only) for|"
    r"intended recipient|"
    r"received (?:this|it) .{0,40}(?:in error|by mistake)|please consider the environment|"
    r"think before (?:you )?print|"
    r"before printing this|aviso legal|aviso de (?:confidencialidad|privacidad)|recibido .{0,30}por error|"
    r"destinatari[oa] .{0,20}(?:exclusiv|indicad)|"
    r"recebeu .{0,40}por engano|recebido .{0,30}por (?:erro|engano)|destina-se exclusivamente|antes de imprimir|"
    r"piense en el medio ambiente|"
    r"proteja el medio ambiente|meio ambiente antes|proteger o ambiente|registered in england|"
    r"virus[- ]free|libre de virus|livre de v[ií]rus|legally privileged|privileged and|scanned (?:for|by) |"
    r"protecci[oó]n de datos|rgpd|lgpd)",
    re.IGNORECASE,
)
STRONG_DISCLAIMER = re.compile(
    r"(?:^(?:aviso legal|aviso de|disclaimer|confidentiality|nota de confidencialidade?|este? (?:mensaje|e-?mail|"
    r"correo)|esta (?:mensagem|comunica)|"
    r"this (?:e-?mail|message|communication)|the (?:contents?|information) (?:of|in|contained)|diese (?:e-?mail|"
    r"nachricht)|ce (?:message|courriel)|"
    r"please consider the environment|think before|antes de imprimir|piense|por favor,? (?:piense|considere)|"
    r"virus[- ]free|libre de virus|livre de|a informação|la información contenida|information contained|"
    r"if you (?:have received|are not)|"
    r"si (?:ha|usted|no es)|se (?:recebeu|não for))|registered in england)",
    re.IGNORECASE,
)
LIST_FOOTER = re.compile(
    r"(?:mailing list|lista de (?:correo|distribuci[oó]n|discuss[aã]o|e-?mails?)|unsubscribe|desuscri|"
    r"darse de baja|dejar de recibir|"
    r"cancelar (?:la|su|sua|a) (?:suscripci|inscri|subscri)|descadastr|mailman/|listinfo|-leave@|-unsubscribe@|"
    r"-request@|\+unsubscribe|"
    r"you (?:received|are receiving|'re receiving) this|recibiste este|ha recibido este mensaje porque|"
    r"has recibido este|"
    r"recebeu (?:esta|essa) mensagem porque|groups\.io|googlegroups|google groups|visit topic|view it on|"
    r"reply to this email directly|"
    r"to respond|manage (?:your )?(?:subscription|preferences)|loomio|list-?serv|archives?:)",
    re.IGNORECASE,
)
ABOVE_HINT = re.compile(r"above|arriba|encima|acima|oberhalb|au-dessus", re.IGNORECASE)
ABOVE_THIS_LINE = re.compile(
    r"(?:(?:type|write|enter|add) your (?:reply|response|message) above|reply above this|"
    r"escriba su respuesta (?:arriba|por encima|encima)|"
    r"responda (?:por )?(?:encima|arriba|acima)|responder acima|escreva .{0,20}acima|antworten? .{0,20}oberhalb|"
    r"répondez au-dessus)",
    re.IGNORECASE,
)

# --- closings that people type, and that programs set above a signature ------------------------------------------
CLOSING = re.compile(
    r"(?:(?:kind|best|warm|warmest|many|with|all)? ?(?:regards|wishes|thanks)|thanks(?: (?:again|so much|a lot|"
    r"in advance|very much))?|"
    r"thank you(?: (?:very much|again|in advance))?|cheers|yours(?: (?:sincerely|faithfully|truly|ever|"
    r"in solidarity))?|sincerely(?: yours)?|best|all the best|in solidarity|"
    r"take care|respectfully|cordially|(?:un |muchos |con )?(?:saludos?|abrazos?|besos?)(?: \w+){0,3}|"
    r"cordiales? saludos?|cordialmente|atentamente|"
    r"atte\.?|(?:muchas )?gracias(?: \w+){0,3}|reciba(?:n)? un cordial saludo|quedo .{0,40}|salud(?: \w+){0,2}|"
    r"le saluda .{0,20}|"
    r"(?:com os (?:melhores|meus) |melhores |muitos |os meus )?cumprimentos(?: \w+)?|atenciosamente|att\.?|"
    r"abraços?|um abraço|abs|beijos?|"
    r"(?:muito )?obrigad[oa](?: \w+){0,2}|cordiais saudações|saudações(?: \w+){0,2}|sem mais|respeitosamente|"
    r"grat[oa]|"
    r"(?:mit (?:freundlichen|besten|lieben) |viele |liebe |beste |schöne )?gr(?:ü|ue)(?:ß|ss)en?|mfg|cordialement|"
    r"bien à vous|bien cordialement|"
    r"met vriendelijke groet(?:en)?|mvh|vh|cordiali saluti|distinti saluti)[ ,.!:;–-]*",
    re.IGNORECASE,
)
