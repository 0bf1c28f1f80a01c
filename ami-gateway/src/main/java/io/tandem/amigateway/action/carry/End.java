package io.tandem.amigateway.action.carry;

/** How a command ended. */
sealed interface End {

    record Done() implements End {}

    /** It is certain that it was not carried out. */
    record Refused(String reason) implements End {}

    /** It may have been carried out. */
    record Unknown(String reason) implements End {}
}
