package io.tandem.local.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** An RSA key pair in {@code private.pem} and {@code public.pem}. */
public record SigningKey(PrivateKey secret, Path publicFile) {

    private static final int BITS = 2048;
    private static final String PRIVATE = "private.pem";
    private static final String PUBLIC = "public.pem";

    /** Made at the first call, read at every other. The public half is always written from the private one, so that they match. */
    public static SigningKey in(Path keys) {
        try {
            if (!Files.exists(keys.resolve(PRIVATE))) {
                make(keys);
            }
            var der = decode(Files.readString(keys.resolve(PRIVATE)));
            var secret = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
            if (!(secret instanceof RSAPrivateCrtKey rsa)) {
                throw new InvalidKeyException("no CRT parameters");
            }
            publish(rsa, keys.resolve(PUBLIC));
            return new SigningKey(secret, keys.resolve(PUBLIC));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the key pair in " + keys, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key pair in " + keys + " is broken; delete it", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + publicFile + "]";
    }

    /** Of two that make one at the same time the first wins. */
    private static void make(Path keys) throws IOException, GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        Files.createDirectories(keys);
        var fresh = Files.createTempFile(keys, "private", ".new"); // rw-------, as all temporary files
        try {
            Files.writeString(
                    fresh,
                    pem("PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded()));
            Files.createLink(keys.resolve(PRIVATE), fresh);
        } catch (FileAlreadyExistsException _) {
            return;
        } finally {
            Files.delete(fresh);
        }
    }

    private static void publish(RSAPrivateCrtKey secret, Path file) throws IOException, GeneralSecurityException {
        var spec = new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
        var text = pem(
                "PUBLIC KEY", KeyFactory.getInstance("RSA").generatePublic(spec).getEncoded());
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }

    private static String pem(String kind, byte[] der) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    private static byte[] decode(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
