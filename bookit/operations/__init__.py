"""Running the service: signs of life, what operators may do, measurements, and the doctor."""
