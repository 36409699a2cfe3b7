package io.ripen.tracking.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.tracking.form-NAME.cfg}, one file for each form. */
@ObjectClassDefinition(name = "Ripen form", description = "A form of a web page whose entries become leads.")
@interface FormConfig {
    String PID = "io.ripen.tracking.form";

    @AttributeDefinition(description = "Name in the form's address, /t/f/NAME: 1 to 50 of a-z, 0-9, '-' and '_'.")
    String name() default "";

    @AttributeDefinition(description = "Team that the leads belong to.")
    String team() default "default";

    @AttributeDefinition(description = "Source that a new contact gets; empty for form:NAME.")
    String source() default "";

    @AttributeDefinition(description = "Tags that a new contact gets.")
    String[] tags() default {};

    @AttributeDefinition(
            description = "Names of the fields that are kept besides name, e-mail and phone; none for all.")
    String[] fields() default {};

    @AttributeDefinition(
            description =
                    "What becomes of somebody who is not known: make makes a contact; find makes none, and the entry"
                            + " waits for somebody who has the address.")
    String contact() default "make";

    @AttributeDefinition(description = "By what somebody is recognised: email, phone.")
    String[] match() default {"email", "phone"};

    @AttributeDefinition(
            description = "What becomes of the values of somebody who is known: leave, fill (what is empty), update."
                    + " Anybody may type in anybody's address, so leave is the safe one.")
    String known() default "leave";

    @AttributeDefinition(
            description =
                    "Calling codes of the countries whose phone numbers are taken, such as 1, 44; none for all. Texts to some"
                            + " countries are dear, and anybody may type in a number.")
    String[] callingCodes() default {};

    @AttributeDefinition(
            description = "Where a person is sent afterwards, a whole https address; empty for a plain page of thanks.")
    String thankYou() default "";

    @AttributeDefinition(description = "Origins that may use the form, such as https://acme.example; none for any.")
    String[] origins() default {};

    @AttributeDefinition(
            description = "A field that people do not see: who fills it in is a machine, and nothing is kept.")
    String honeypot() default "website_url";
}
