"""Headings and months as the exports of other programs spell them, in five languages."""

from typing import Final

# Folded and without punctuation; English, German, French, Spanish, and Portuguese.
MEANINGS: Final[dict[str, str]] = {
    "name": "name|full name|display name|fn|contact name|vollstandiger name|anzeigename"
    "|nom complet|nombre completo|nome completo|person",
    "given": "first name|given name|firstname|forename|vorname|prenom|nombre de pila|primeiro nome",
    "middle": "middle name|additional name|weitere vornamen|zweiter vorname|deuxieme prenom"
    "|segundo nombre|nome do meio",
    "family": "last name|family name|lastname|surname|nachname|familienname|nom de famille"
    "|apellidos|apellido|sobrenome|apelido",
    "short": "nombre|nome|nom",
    "title": "title|titel|anrede",
    "nickname": "nickname|spitzname|surnom|apodo|alias",
    "file as": "file as|speichern unter",
    "org": "company|organization|organisation|organization name|organization 1 name|company name"
    "|employer|firma|unternehmen|entreprise|societe|empresa|org",
    "role": "job title|position|role|organization title|organization 1 title|occupation|beruf"
    "|stelle|poste|fonction|cargo|puesto|titre du poste|berufsbezeichnung",
    "email": "e mail|email|mail|e mail address|email address|e mail adresse|adresse e mail"
    "|correo electronico|direccion de correo electronico|correo|endereco de e mail|emails|e mails",
    "phone": "phone|telephone|mobile|mobile phone|phone number|telefon|handy|mobiltelefon|telefono"
    "|movil|telefone|celular|portable|tel|primary phone|home phone|home phone 2|business phone"
    "|business phone 2|other phone|company main phone|car phone|home fax|business fax|other fax"
    "|pager|radio phone|telefon geschaftlich|telefon privat|phones",
    "url": "url|website|web page|webseite|profile url|linkedin|linkedin url|site web|pagina web"
    "|webpage|urls|web site",
    "birthday": "birthday|geburtstag|anniversaire|date de naissance|cumpleanos|aniversario",
    "notes": "notes|note|notizen|remarques|notas|comments|observations",
    "tags": "tags|labels|categories|group membership|kategorien|categorias|etiquettes|etiquetas",
    "met on": "connected on|verbunden am|connecte le|connexion le|conectado el|conectado em|met on",
    "knows": "knows",
    "circle": "circle",
    "uid": "uid",
    "manager": "manager s name|managers name|manager name|name des der vorgesetzten",
    "assistant": "assistant s name|assistant name|name assistent",
    "referred by": "referred by|empfohlen von|recommande par",
    "spouse": "spouse|partner",
    "email type": "e mail type|email type",
}
"""The headings of columns, separated by bars, by what stands in the column."""
MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero janeiro janv ene",
            "feb february februar fevrier febrero fevereiro fevr fev",
            "mar march marz mars marzo marco mrz",
            "apr april avril abril avr abr",
            "may mai mayo maio",
            "jun june juni juin junio junho",
            "jul july juli juillet julio julho juil",
            "aug august aout agosto ago",
            "sep september septembre septiembre setembro sept set",
            "oct october oktober octobre octubre outubro okt out",
            "nov november novembre noviembre novembro",
            "dec december dezember decembre diciembre dezembro dez dic",
        ),
        start=1,
    )
    for name in names.split()
}
"""Numbers of months by their names and short forms."""
