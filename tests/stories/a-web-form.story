The contact form of the network's site writes in its own name. The case belongs to the person in the form.

-- network --
name     Trama
domain   trama.example
speaks   es, pt, en
desk     consultas@trama.example
zone     America/Argentina/Buenos_Aires
chair    Ana Paz, Nido  ana@nido.example  2026-03-01 to 2026-05-31
member   Lu Gil, Faro  lu@faro.example  does elixir, react
member   Rui Vaz, Cais  rui@cais.example  speaks pt  does flutter
now      2026-03-03 10:00 -0300

-- mail --
From: Sitio web <web@trama.example>
Reply-To: marta@molino.example
To: consultas@trama.example
Subject: Nuevo mensaje del formulario

Nombre: Marta Sosa
Correo: marta@molino.example
Compañía: Molino Sosa
Servicio de interés: Desarrollo
Mensaje: Necesitamos un sitio web para nuestro molino. Tenemos un presupuesto de 5000 dólares.

-- then --
E-1 is acknowledged, opportunity, in es, from marta@molino.example

-- leaves for marta@molino.example --
Subject: *[E-1]
Content-Language: es

...
Marta
...

-- leaves for ana@nido.example --
From: *Marta Sosa via Trama*
-- leaves for ana@nido.example --
From: *Trama desk*
