package io.tandem.campaign.agent.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tandem.campaign.agent.AgentProfile.Skill;
import io.tandem.campaign.sql.JsonColumn;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Skills as a JSON array in a text column. */
@Converter
class SkillsColumn implements AttributeConverter<List<Skill>, String> {

    private static final TypeReference<List<Skill>> SKILLS = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(List<Skill> skills) {
        return JsonColumn.write(skills);
    }

    @Override
    public List<Skill> convertToEntityAttribute(String column) {
        return JsonColumn.read(column, SKILLS);
    }
}
