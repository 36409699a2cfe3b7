package io.ripen.crm;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a contact are called: by people in tables and templates, and in the exports of Salesforce, HubSpot, HighLevel, Google and Outlook. Case,
 * accents, blanks and punctuation do not count.
 */
public final class ColumnNames {
    /**
     * Which part a name means.
     *
     * @param name such as {@code firstName} or {@code address.city}
     * @param rank of several columns of one part the lowest that has a value counts: a mobile before a desk
     */
    public record Part(String name, int rank) {}

    private static final Map<String, Part> PARTS = new HashMap<>();

    static {
        part("externalId", "externalid crmid recordid contactid leadid personid customerid id recordidcontact");
        part("firstName", "firstname givenname forename fname vorname prenom nombre nome voornaam");
        part(
                "lastName",
                "lastname surname familyname lname nachname nomdefamille apellidos apellido cognome sobrenome"
                        + " achternaam");
        part("name", "name fullname contactname leadname displayname customername vollstandigername");
        part(
                "email",
                "email emailaddress mail primaryemail emailprimary workemail businessemail email1 email1value"
                        + " email1address contactemail emailadresse adresseemail correo correoelectronico courriel"
                        + " emailaddress1 email2 email2value email2address email2adresse otheremail secondaryemail"
                        + " personalemail homeemail email3 email3value email3address");
        part(
                "phone",
                "mobile mobilephone mobilephonenumber mobilenumber cell cellphone cellphonenumber mobiltelefon handy"
                        + " handynummer portable movil celular cellulare whatsapp whatsappphonenumber phone phonenumber"
                        + " telephone tel primaryphone phone1 phone1value contactphone telefon telefonnummer telefono"
                        + " telefone telefoon phone2 phone2value phone3 phone3value workphone businessphone directphone"
                        + " telefongeschaftlich homephone telefonprivat businessphone2 homephone2 otherphone companyphone"
                        + " companymainphone assistantsphone asstphone");
        part("tags", "tags tag labels label categories kategorien groupmembership etiquetas segments");
        part("owner", "owner contactowner leadowner ownername assignedto assigneduser accountowner owneremail");
        part("source", "source leadsource originalsource originaltrafficsource contactsource quelle utmsource");
        part("stage", "stage pipelinestage opportunitystage dealstage leadstatus lifecyclestage");
        part("timeZone", "timezone tz zeitzone");
        part("score", "score leadscore hubspotscore");
        part(
                "address.street",
                "street addressstreet address streetaddress address1 addressline1 mailingstreet mailingaddressline1"
                        + " address1street billingstreet businessstreet businessaddress homestreet strasse"
                        + " strassegeschaftlich strasseprivat calle rue address1formatted");
        part(
                "address.city",
                "city addresscity town mailingcity address1city billingcity businesscity homecity ort ortgeschaftlich"
                        + " ortprivat stadt ville ciudad citta cidade");
        part(
                "address.region",
                "region state stateorregion province addressregion stateprovince stateregion mailingstate"
                        + " mailingstateprovince address1region billingstate billingstateprovince businessstate homestate"
                        + " bundesland regiongeschaftlich county provincia estado");
        part(
                "address.postalCode",
                "postalcode zip zipcode postcode addresspostalcode zippostalcode mailingzip mailingzippostalcode"
                        + " mailingpostalcode address1postalcode billingzip billingzippostalcode businesspostalcode"
                        + " homepostalcode plz postleitzahl postleitzahlgeschaftlich codepostal codigopostal cap cep");
        part(
                "address.country",
                "country countrycode addresscountry countryregion mailingcountry mailingcountrycode address1country"
                        + " billingcountry businesscountryregion businesscountry homecountryregion homecountry land"
                        + " landregiongeschaftlich pays pais paese");
        part(
                "company.name",
                "company companyname companyaccount accountname organization organizationname organization1name"
                        + " organisation businessname associatedcompany associatedcompanyname primaryassociatedcompany"
                        + " firma unternehmen entreprise empresa azienda employer");
        part(
                "company.size",
                "companysize employees numberofemployees noofemployees numemployees employeecount employeerange"
                        + " companyemployees mitarbeiter anzahlmitarbeiter");
        part("company.industry", "industry companyindustry branche sector industria");
        part("consent.sms", "smsconsent consentsms smsoptin optinsms textconsent");
        part("consent.email", "emailconsent consentemail emailoptin optinemail acceptsmarketing acceptsemailmarketing");
        part(
                "optout.email",
                "emailoptout hasoptedoutofemail optedoutofemail unsubscribedfromallemail emailunsubscribed");
        part("optout.sms", "smsoptout hasoptedoutofsms optedoutofsms donottext");
        part("optout.all", "dnd donotcontact unsubscribed optedout optout");
    }

    private ColumnNames() {}

    private static void part(String part, String names) {
        int rank = 0;
        for (String name : names.split(" ")) {
            PARTS.putIfAbsent(name, new Part(part, rank++));
        }
    }

    /** The part of a contact that a column is; null when it is a field of its own. */
    public static @Nullable Part of(String column) {
        String plain = Normalizer.normalize(column, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replaceAll("\\((?:[a-z]{2,5})\\)$", "")
                .replaceAll("[^\\p{L}\\p{N}]", "");
        return PARTS.get(plain);
    }
}
