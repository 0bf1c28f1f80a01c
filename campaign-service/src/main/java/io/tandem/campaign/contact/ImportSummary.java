package io.tandem.campaign.contact;

/** What an import came to. {@code duplicate}: numbers that the campaign had already, or that the list has twice. */
public record ImportSummary(int imported, int duplicate, int rejected, String importId) {

    public ImportSummary plus(int imported, int duplicate, int rejected) {
        return new ImportSummary(
                this.imported + imported, this.duplicate + duplicate, this.rejected + rejected, importId);
    }
}
